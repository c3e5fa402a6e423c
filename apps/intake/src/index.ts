export { intakeEnvironment, type IntakeConfig } from './config.js';
export { applicationColumns, CaseFiles, type ApplicationRow } from './store/case-file.js';
export { contentIdOf, sealPaper } from './store/paper.store.js';
