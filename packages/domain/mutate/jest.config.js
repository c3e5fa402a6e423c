import { jestConfig } from '../../../jest.base.js';

const [{ displayName: _, ...unit }] = jestConfig().projects;

/** The tests of the rules, for Stryker. */
export default { ...unit, rootDir: `${import.meta.dirname}/..`, testMatch: ['<rootDir>/mutate/rules.ts'] };
