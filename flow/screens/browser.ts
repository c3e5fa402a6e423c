export { deskSize, OfficerScreen, openBrowser } from '@yidi/flow/screens';
