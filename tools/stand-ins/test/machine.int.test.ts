import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, eventually, withStandIns } from './asking.js';

interface JobState {
  state: string;
  cards: { cardId: string; state: string; serial?: string; error?: string }[];
}

const chip = Buffer.alloc(256, 'chip').toString('base64');
const photo = Buffer.from('a photo').toString('base64');
const photoHash = createHash('sha256').update('a photo').digest('hex');
const card = (cardId: string) => ({ cardId, face: { name: '样本', mark: 'SPECIMEN' }, chip, photo });
const job = (jobId: string, ...cardIds: string[]) => ({ jobId, cards: cardIds.map(card) });

async function doneJob(machine: string, jobId: string): Promise<JobState> {
  return eventually(async () => {
    const { body } = await ask<JobState>('GET', `${machine}/v1/jobs/${jobId}`);
    return body.state === 'done' ? body : undefined;
  });
}

const serialOf = (done: JobState, index = 0): string => done.cards[index]?.serial ?? 'none';
const read = (machine: string, serial: string) => ask('POST', `${machine}/v1/chips/read`, { serial });

describe('the card machine', () => {
  it('makes the cards of a job, and each chip reads back as it was ordered', () =>
    withStandIns(async ({ machine }) => {
      const taken = await ask<JobState>('POST', `${machine}/v1/jobs`, job('job-1', 'card-1', 'card-2'));
      expect(taken).toMatchObject({ status: 202, body: { jobId: 'job-1' } });

      const done = await doneJob(machine, 'job-1');
      expect(done.cards.map(({ cardId, state }) => [cardId, state])).toEqual([
        ['card-1', 'made'],
        ['card-2', 'made'],
      ]);
      expect(serialOf(done, 0)).not.toBe(serialOf(done, 1));
      const serial = serialOf(done);
      expect((await read(machine, serial)).body).toEqual({ serial, chip, photoHash });
    }));

  it('takes a job once, and refuses its id for other cards', () =>
    withStandIns(async ({ machine }) => {
      const send = (sent: object) => ask('POST', `${machine}/v1/jobs`, sent);
      await send(job('job-1', 'card-1'));
      const done = await doneJob(machine, 'job-1');
      expect(await send(job('job-1', 'card-1'))).toMatchObject({ status: 202, body: done });
      expect(await send(job('job-1', 'card-2'))).toMatchObject({ status: 409, body: { code: 'JOB_ID_USED' } });
    }));

  it('spoils a card, or makes one whose chip reads back wrong, when told to; the rest goes on', () =>
    withStandIns(async ({ machine }) => {
      await ask('POST', `${machine}/control/faults`, { failNext: 1, corruptNextChip: 1 });
      await ask('POST', `${machine}/v1/jobs`, job('job-1', 'failed', 'corrupt', 'good'));
      const done = await doneJob(machine, 'job-1');
      expect(done.cards.map(({ state }) => state)).toEqual(['failed', 'made', 'made']);
      expect(done.cards[0]?.error).toBe('lamination-fault');
      expect((await read(machine, serialOf(done, 1))).body['chip']).not.toBe(chip);
      expect((await read(machine, serialOf(done, 2))).body['chip']).toBe(chip);
    }));

  it('lets a job lie when told to, and makes the next one', () =>
    withStandIns(async ({ machine }) => {
      await ask('POST', `${machine}/control/faults`, { leaveNext: 1 });
      await ask('POST', `${machine}/v1/jobs`, job('job-1', 'card-1'));
      await ask('POST', `${machine}/v1/jobs`, job('job-2', 'card-2'));
      await doneJob(machine, 'job-2');
      expect((await ask('GET', `${machine}/v1/jobs/job-1`)).body).toMatchObject({ state: 'waiting' });
    }));

  it('stands still while it is down and goes on where it stopped', () =>
    withStandIns(async ({ machine }) => {
      await ask('PUT', `${machine}/control/pace`, { msPerCard: 20 });
      await ask('POST', `${machine}/v1/jobs`, job('job-1', 'card-1', 'card-2', 'card-3'));
      await ask('POST', `${machine}/control/outage`, { mode: 'down' });
      expect((await ask('GET', `${machine}/v1/jobs/job-1`)).status).toBe(503);
      await ask('POST', `${machine}/control/outage`, { mode: 'up' });
      expect((await doneJob(machine, 'job-1')).cards).toHaveLength(3);
    }));

  it('goes on after a restart where it stopped, with the cards made before', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'machine-'));
    try {
      const first = await withStandIns(
        async ({ machine }) => {
          await ask('POST', `${machine}/v1/jobs`, job('job-1', 'card-1'));
          const done = await doneJob(machine, 'job-1');
          await ask('PUT', `${machine}/control/pace`, { msPerCard: 60_000 });
          await ask('POST', `${machine}/v1/jobs`, job('job-2', 'card-2', 'card-3'));
          return serialOf(done);
        },
        { dataDir },
      );
      await withStandIns(
        async ({ machine }) => {
          const done = await doneJob(machine, 'job-2');
          expect(done.cards.map(({ state }) => state)).toEqual(['made', 'made']);
          expect(new Set([first, serialOf(done, 0), serialOf(done, 1)]).size).toBe(3);
          expect((await read(machine, first)).status).toBe(200);
        },
        { dataDir },
      );
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('refuses a chip record of another size, a card named twice and an unknown serial', () =>
    withStandIns(async ({ machine }) => {
      const short = { ...card('card-1'), chip: Buffer.alloc(255).toString('base64') };
      expect((await ask('POST', `${machine}/v1/jobs`, { jobId: 'job-1', cards: [short] })).status).toBe(400);
      expect((await ask('POST', `${machine}/v1/jobs`, job('job-1', 'card-1', 'card-1'))).status).toBe(400);
      expect((await ask('GET', `${machine}/v1/jobs/job-1`)).status).toBe(404);
      expect((await read(machine, 'SPECIMEN-1')).status).toBe(404);
    }));
});
