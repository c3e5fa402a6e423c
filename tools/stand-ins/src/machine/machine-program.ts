import { z } from 'zod';
import { Program } from '../program/program.js';
import { Table } from '../program/table.js';
import { ChipReading, JobRequest, JobState } from './contract.js';
import { CardMachine, type Job, type MachineCard } from './machine.js';

const Faults = z.strictObject({
  failNext: z.int().min(0).max(1000).optional().describe('so many cards from now fail in the machine'),
  corruptNextChip: z.int().min(0).max(1000).optional().describe('so many cards from now are made with a wrong chip'),
  leaveNext: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('so many jobs from now lie in the machine until it is started again'),
});
const Pace = z.strictObject({ msPerCard: z.int().min(0).max(60_000) });

/** The card machine (制证机) with its chip reader, as a program. */
export async function machineProgram(setup: { dataDir?: string | undefined; msPerCard: number }): Promise<Program> {
  const program = new Program({
    title: 'Card machine',
    description: 'Makes cards in jobs and reads chips back. A job is taken once; outcomes are asked for.',
    bodyLimit: 64 * 1024 * 1024,
  });
  const tables = {
    jobs: await Table.open<Job>(setup.dataDir, 'machine.jobs'),
    cards: await Table.open<MachineCard>(setup.dataDir, 'machine.cards'),
  };
  const machine = new CardMachine(tables, program.outage, program.stopping, setup.msPerCard);

  return program
    .withOutages(() => machine.wake())
    .route({
      method: 'POST',
      path: '/v1/jobs',
      summary: 'takes a job, once per job id',
      body: JobRequest,
      status: 202,
      answer: JobState,
      problems: [409],
      handle: async ({ body }) => {
        await machine.take(body);
        return jobState(body.jobId, machine.cardsOf(body.jobId));
      },
    })
    .route({
      method: 'GET',
      path: '/v1/jobs/{jobId}',
      summary: 'how far a job is, card by card',
      params: z.object({ jobId: z.string() }),
      answer: JobState,
      problems: [404],
      handle: ({ params }) => jobState(params.jobId, machine.cardsOf(params.jobId)),
    })
    .route({
      method: 'POST',
      path: '/v1/chips/read',
      summary: 'reads the chip of a made card',
      body: z.strictObject({ serial: z.string().min(1).max(64) }),
      answer: ChipReading,
      problems: [404],
      handle: ({ body }) => machine.read(body.serial),
    })
    .route({
      method: 'POST',
      path: '/control/faults',
      summary: 'makes the next cards fail, or carry a wrong chip; answers what is still to come',
      body: Faults,
      answer: Faults.required(),
      handle: ({ body }) => {
        machine.failNext = body.failNext ?? machine.failNext;
        machine.corruptNextChip = body.corruptNextChip ?? machine.corruptNextChip;
        machine.leaveNext = body.leaveNext ?? machine.leaveNext;
        const { failNext, corruptNextChip, leaveNext } = machine;
        return { failNext, corruptNextChip, leaveNext };
      },
    })
    .route({
      method: 'PUT',
      path: '/control/pace',
      summary: 'how long a card takes',
      body: Pace,
      answer: Pace,
      handle: ({ body }) => {
        machine.msPerCard = body.msPerCard;
        return body;
      },
    });
}

function jobState(jobId: string, cards: readonly MachineCard[]): z.infer<typeof JobState> {
  const done = cards.filter(({ state }) => state !== 'waiting').length;
  return {
    jobId,
    state: done === cards.length ? 'done' : done > 0 ? 'running' : 'waiting',
    cards: cards.map(({ cardId, state, serial, error }) => ({
      cardId,
      state,
      ...(serial && { serial }),
      ...(error && { error }),
    })),
  };
}
