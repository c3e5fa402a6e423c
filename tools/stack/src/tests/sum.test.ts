import { addUp, sumOf } from './sum.js';

const suite = (name: string, ...statuses: string[]) => ({
  name,
  message: '',
  assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })),
});

describe('the sum of a run', () => {
  it('counts what passed', () => {
    const report = { testResults: [suite('/a.test.ts', 'passed', 'passed'), suite('/b.test.ts', 'passed')] };
    expect(sumOf(report, ['/a.test.ts', '/b.test.ts'])).toEqual({ passed: 3, failed: 0, faults: [] });
  });

  it.each(['failed', 'pending', 'skipped', 'todo', 'disabled', 'focused'])('counts a %s test as failed', (status) => {
    const sum = sumOf({ testResults: [suite('/a.test.ts', 'passed', status)] }, ['/a.test.ts']);
    expect(sum).toMatchObject({ passed: 1, failed: 1 });
    expect(sum.faults[0]).toContain(`test 1: ${status}`);
  });

  it('counts a suite in which no test ran as failed, with what jest said of it', () => {
    const broken = { ...suite('/a.test.ts'), message: 'SyntaxError' };
    const sum = sumOf({ testResults: [broken] }, ['/a.test.ts']);
    expect(sum).toMatchObject({ passed: 0, failed: 1 });
    expect(sum.faults[0]).toContain('SyntaxError');
  });

  it('counts a test file that is in no report as failed', () => {
    const sum = sumOf({ testResults: [suite('/a.test.ts', 'passed')] }, ['/a.test.ts', '/lost.test.ts']);
    expect(sum).toMatchObject({ passed: 1, failed: 1, faults: ['/lost.test.ts: in no report'] });
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 1, faults: ['x'] };
    expect(addUp([one, one])).toEqual({ passed: 2, failed: 2, faults: ['x', 'x'] });
    expect(addUp([])).toEqual({ passed: 0, failed: 0, faults: [] });
  });
});
