export { intakeEnvironment, type IntakeConfig } from './config.js';
