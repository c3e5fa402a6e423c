import { Letters1763800000000 } from './1763800000000-letters.js';
import { LettersForgotten1763800000100 } from './1763800000100-letters-forgotten.js';
import { LettersDirectory1763800000300 } from './1763800000300-letters-directory.js';
import { LettersReconciled1763800000500 } from './1763800000500-letters-reconciled.js';
import { LettersInOrder1763800000600 } from './1763800000600-letters-in-order.js';
import { LettersAbout1763800000700 } from './1763800000700-letters-about.js';
import { LettersNumbered1763800000800 } from './1763800000800-letters-numbered.js';

export { grantToApp } from './grants.js';

/** Applied by every service before its own migrations. */
export const messagingMigrations = [
  Letters1763800000000,
  LettersForgotten1763800000100,
  LettersDirectory1763800000300,
  LettersReconciled1763800000500,
  LettersInOrder1763800000600,
  LettersAbout1763800000700,
  LettersNumbered1763800000800,
];
