import { jestConfig } from '../../jest.base.js';

const { projects } = jestConfig();
const [unit, int] = projects;

/** The pages' own rules are unit tests too. A browser on a busy machine takes its time. */
export default {
  projects: [{ ...unit, testMatch: [...unit.testMatch, '<rootDir>/web/src/**/*.test.ts'] }, int],
  testTimeout: 60_000,
};
