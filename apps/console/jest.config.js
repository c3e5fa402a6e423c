import { jestConfig } from '../../jest.base.js';

/** A browser on a busy machine takes its time. */
export default { ...jestConfig(), testTimeout: 60_000 };
