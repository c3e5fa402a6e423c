import { jestConfig } from '../jest.base.js';

const [unit] = jestConfig().projects;

/** Unit tests of the walk's own tools, and the stories, which need a whole stack: `npm test -- --only flow`. */
export default {
  projects: [unit, { ...unit, displayName: 'flow', testMatch: ['<rootDir>/*.flow.test.ts'] }],
};
