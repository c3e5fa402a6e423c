import { jestConfig } from '../../jest.base.js';

/** A service as a process needs seconds to start on a busy machine. */
export default { ...jestConfig({ nest: true }), testTimeout: 60_000 };
