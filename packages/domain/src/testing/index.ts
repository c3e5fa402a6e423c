export * from './people.js';
export * from './values.js';
export * from './case.js';
export * from './applications.js';
export * from './reviews.js';
export * from './cards.js';
export * from './letters.js';
export * from './happenings.js';
