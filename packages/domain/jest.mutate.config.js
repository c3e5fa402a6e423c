import { jestConfig } from '../../jest.base.js';

const [unit] = jestConfig().projects;

/** Tests that would see any change at all, by comparing pages and frozen files, and those that take long to fail. */
const notOfRules = ['property', 'docs', 'purity', 'services-use-it', 'letters/[a-z]+', 'calendar-data', 'agreement'];

/** The tests of the rules, for Stryker: one flat project. */
export default {
  ...unit,
  displayName: undefined,
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: notOfRules.map((name) => `/src/.*${name}\\.test\\.ts$`),
};
