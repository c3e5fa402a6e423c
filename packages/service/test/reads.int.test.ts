import { ReadsPage } from '@yidi/contracts';
import { aBureau, aPoint } from '@yidi/domain/testing';
import { DataSource } from 'typeorm';
import { noteRead, type Officer } from '../src/index.js';
import { expectProblem } from './asking.js';
import { aDeskWithClerk } from './clerk.js';

const caseA = '01900000-0000-7000-8000-00000000000a';
const caseB = '01900000-0000-7000-8000-00000000000b';
const officer = (id: string): Officer => ({
  id,
  name: '王建国',
  bureau: aBureau('990101'),
  point: aPoint('990101001'),
  roles: ['clerk'],
  inPost: false,
});

describe('the log of who looked at personal data', () => {
  let desk: Awaited<ReturnType<typeof aDeskWithClerk>>;
  let auditor: string;

  const ask = async (query: string) => {
    const answer = await desk.call(`/api/v1/reads?${query}`, { token: auditor });
    expect(answer.status).toBe(200);
    return ReadsPage.parse(await answer.json());
  };
  const seen = async (query: string) =>
    (await ask(query)).items.map(({ subject, officer: { id }, at }) => [subject, id, at]);

  beforeAll(async () => {
    desk = await aDeskWithClerk();
    auditor = await desk.provider.token({ id: '990101-auditor-1', bureau: '990101', roles: ['auditor'] });
    const look = { purpose: 'handling', fields: ['person'] };
    await desk.service.app
      .get(DataSource)
      .transaction((tx) =>
        noteRead(
          tx,
          { ...look, at: new Date('2026-11-21T15:59:59Z'), officer: officer('990101-clerk-1'), subject: caseA },
          { ...look, at: new Date('2026-11-21T16:00:00Z'), officer: officer('990101-clerk-2'), subject: caseA },
          { ...look, at: new Date('2026-11-22T15:59:59Z'), officer: officer('990101-clerk-1'), subject: caseB },
        ),
      );
  });
  afterAll(() => desk?.stop());

  it('given a case, then everybody who looked, the newest first, with purpose and what they saw', async () => {
    expect(await seen(`subject=${caseA}`)).toEqual([
      [caseA, '990101-clerk-2', '2026-11-21T16:00:00.000Z'],
      [caseA, '990101-clerk-1', '2026-11-21T15:59:59.000Z'],
    ]);
    expect((await ask(`subject=${caseA}`)).items[0]).toMatchObject({
      officer: { name: '王建国', bureau: '990101' },
      purpose: 'handling',
      fields: ['person'],
    });
  });

  it('given an officer and days, then what they looked at on those days of China, page by page', async () => {
    expect(await seen('officer=990101-clerk-1')).toHaveLength(2);
    expect(await seen('officer=990101-clerk-1&from=2026-11-22&to=2026-11-22')).toEqual([
      [caseB, '990101-clerk-1', '2026-11-22T15:59:59.000Z'],
    ]);
    const first = await ask('officer=990101-clerk-1&limit=1');
    const second = await ask(`officer=990101-clerk-1&limit=1&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual([caseB, caseA]);
    expect(second.next).toBeNull();
  });

  it('given neither a case nor an officer, then nobody reads the whole log', async () => {
    await expectProblem(await desk.call('/api/v1/reads', { token: auditor }), 400, 'BAD_INPUT');
  });

  it('given a clerk, then NOT_ALLOWED', async () => {
    await expectProblem(await desk.call(`/api/v1/reads?subject=${caseA}`), 403, 'NOT_ALLOWED');
  });
});
