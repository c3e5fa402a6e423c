export { axeOn, openBrowser } from './browser.js';
export { complaintsAbout, complaintsAboutWords, settled } from './checks.js';
export { officeAtWork, type ConsolePage, type Office } from './every-page.js';
export { deskSize, OfficerScreen } from './officer-screen.js';
