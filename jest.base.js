/** One jest configuration for every workspace: unit tests beside the code, tests with real servers under test/. */
export function jestConfig({ nest = false, extra = {} } = {}) {
  const shared = {
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          swcrc: false,
          module: { type: 'es6' },
          jsc: {
            target: 'es2022',
            keepClassNames: true,
            parser: { syntax: 'typescript', decorators: nest },
            transform: nest ? { legacyDecorator: true, decoratorMetadata: true } : {},
          },
        },
      ],
    },
    ...extra,
  };
  return {
    // A service on a busy machine needs seconds to start: a hook that waits for it is not a fault.
    testTimeout: 60_000,
    projects: [
      { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.test.ts'] },
      { ...shared, displayName: 'int', testMatch: ['<rootDir>/test/**/*.int.test.ts'] },
    ],
  };
}
