/** A text in both languages, Chinese first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export { errorWords } from './errors.js';
export { ruleWords, type RuleWords } from './rules.js';
export { noticeWords } from './notices.js';
export { stageWords } from './stages.js';
export { faultWords, faultNames, type FaultName } from './faults.js';
export * from './form.js';
