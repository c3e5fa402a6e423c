export * from './drafts.js';
export * from './intake.js';
export * from './letters.js';
export * from './prints.js';
export * from './production.js';
export * from './review.js';
export * from './shared.js';
export * from './operations.js';
