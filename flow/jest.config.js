import { jestConfig } from '../jest.base.js';

const [unit] = jestConfig().projects;

/** The stories need a running stack, named by YIDI_STACK: `npm test -- --only flow`. */
export default {
  ...unit,
  displayName: 'flow',
  testMatch: ['<rootDir>/*.flow.test.ts', '<rootDir>/screens/*.flow.test.ts'],
  testTimeout: 120_000,
};
