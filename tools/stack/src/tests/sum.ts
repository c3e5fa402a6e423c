import { z } from 'zod';

/** What is read of jest's `--json` report. */
export const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Passed and failed, and in words what failed. */
export interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly faults: readonly string[];
}

/** All together. */
export function addUp(sums: readonly Sum[]): Sum {
  return {
    passed: sums.reduce((total, { passed }) => total + passed, 0),
    failed: sums.reduce((total, { failed }) => total + failed, 0),
    faults: sums.flatMap(({ faults }) => faults),
  };
}

/** A sum of nothing but faults. */
export function broken(...faults: string[]): Sum {
  return { passed: 0, failed: faults.length, faults };
}

/** Counts a report against the files that had to be in it: whatever did not pass has failed, skipped and missing included. */
export function sumOf(report: z.infer<typeof Report>, files: readonly string[]): Sum {
  const suites = report.testResults.map((suite): Sum => {
    if (suite.assertionResults.length === 0) return broken(`${suite.name}: no test ran\n${suite.message}`);
    const notPassed = suite.assertionResults.filter(({ status }) => status !== 'passed');
    return {
      passed: suite.assertionResults.length - notPassed.length,
      failed: notPassed.length,
      faults: notPassed.map(({ fullName, status, failureMessages }) =>
        [`${suite.name}: ${fullName}: ${status}`, ...(failureMessages ?? [])].join('\n'),
      ),
    };
  });
  const reported = new Set(report.testResults.map(({ name }) => name));
  const missing = files.filter((file) => !reported.has(file)).map((file) => broken(`${file}: in no report`));
  return addUp([...suites, ...missing]);
}
