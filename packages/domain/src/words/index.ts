/** A text in both languages, Chinese first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A word of the office with the rule that has it; "system" where no rule defines it. */
export interface Term extends Words {
  readonly source: string;
}

export * from './acts.js';
export * from './card.js';
export * from './desk.js';
export * from './letters.js';
export * from './reasons.js';
export * from './roles.js';
export * from './states.js';
export { errorWords } from './errors.js';
export { questionOfRule, ruleWords, type RuleWords } from './rules.js';
export { noticeWords } from './notices.js';
export { stageWords } from './stages.js';
export { faultWords, faultNames, type FaultName } from './faults.js';
export * from './form.js';
