import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Timing } from '@yidi/messaging';
import type { FleetPlan } from './fleet.js';
import { run, type RunPlan, type RunResult, timing } from './run.js';
import { troubles } from './troubles.js';

/** A change to a built file of messaging, or to this package's own `service.js`. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A guard taken out of the built code, the troubles in which that must show, and how. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly troubles: readonly string[];
  /** How often a started service is one that kills itself at a point of its work. */
  readonly armed?: number;
  /** How many of the desk's steps are taken at once; left out: as many as ever. */
  readonly writers?: number;
  /** A breach that says so. */
  readonly shows: RegExp;
  /** With the run's own waiting times; else nothing is sent again, since that would heal what the guard is there to prevent. */
  readonly resends?: boolean;
}

const kills = ['services killed in a storm'];

/** Nothing is taken out: the same run must hold. */
export const noMutant: Mutant = {
  name: 'nothing is taken out',
  edits: [],
  troubles: [
    ...kills,
    'records delivered again',
    'connections to Kafka cut',
    'stored, but the answer is lost',
    'a forged letter',
    "a stranger's letter",
  ],
  armed: 0.75,
  shows: /^$/,
};

export const mutants: readonly Mutant[] = [
  {
    name: 'the inbox does not look whether it knows a letter',
    edits: [
      {
        file: 'inbox/noted.js',
        from: 'return once.filter(({ sender, opened }) => noted.has(`${sender} ${opened.id}`));',
        to: 'return once;',
      },
    ],
    troubles: ['records delivered again'],
    shows: /doubled/,
  },
  {
    name: 'offsets are committed before the transaction',
    edits: [
      {
        file: 'kafka.js',
        from: 'const applied = await whileBeating(',
        to: `payload.resolveOffset(last);
        await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(BigInt(last) + 1n) }] }] });
        const applied = await whileBeating(`,
      },
    ],
    troubles: kills,
    armed: 1,
    shows: /lost/,
  },
  {
    name: 'the relay takes what is newer than the last it sent',
    edits: [
      {
        file: 'outbox/outbox.sql.js',
        from: 'from letters_outbox where sent_at is null and not held and position',
        to: `from letters_outbox where position > (select coalesce(max(position), 0) from letters_outbox where sent_at is not null)
            and sent_at is null and not held and position`,
      },
    ],
    troubles: [...kills, 'connections to Kafka cut'],
    writers: 16,
    shows: /lost/,
  },
  {
    name: 'the producer is idempotent and kept after a rejection',
    edits: [
      { file: 'kafka.js', from: 'idempotent: false,', to: 'idempotent: true,' },
      {
        file: 'outbox/relay.js',
        from: 'const sender = this.#sender;',
        to: 'if (!this.stopped.aborted) return; const sender = this.#sender;',
      },
    ],
    troubles: ['stored, but the answer is lost'],
    shows: /not settled|lost/,
  },
  {
    name: 'a signature is not checked',
    edits: [{ file: 'envelope/envelope.js', from: 'if (!verify(null, signed, signer, signature))', to: 'if (false)' }],
    troubles: ['a forged letter'],
    shows: /written by nobody/,
  },
  {
    name: "the letter's sender is not compared with the case's counterpart",
    edits: [{ file: 'service.js', from: 'if (from.bureau !== reader.bureau)', to: 'if (false)' }],
    troubles: ["a stranger's letter"],
    shows: /written by nobody/,
  },
  {
    name: 'a letter does not wait for the one before it',
    edits: [
      {
        file: 'inbox/inbox.js',
        from: 'const early = before !== undefined &&',
        to: 'const early = false &&',
      },
    ],
    troubles: ['inbox deleted and made anew'],
    shows: /out of order/,
    resends: true,
  },
];

/** Re-sending would heal what these guards are there to prevent. */
const withoutResending: Partial<Timing> = { resendFirst: 3_600_000, resendLast: 3_600_000, gapAfter: 3_600_000 };

/** What is lost or stuck for good need not be waited for. */
const PATIENCE = 20_000;

const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** A built copy of messaging and of the service with one guard taken out; throws when a place is not found exactly once. */
function apply({ edits }: Mutant): Pick<FleetPlan, 'messaging' | 'program'> & { remove: () => void } {
  const copy = join(ownFolder, 'mutant');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  const messaging = join(copy, 'messaging');
  cpSync(fileURLToPath(new URL('.', import.meta.resolve('@yidi/messaging'))), messaging, { recursive: true });
  const service = join(copy, 'service.js');
  cpSync(join(ownFolder, 'letters.js'), join(copy, 'letters.js'));
  cpSync(join(ownFolder, 'service.js'), service);
  for (const { file, from, to } of edits) {
    const target = file === 'service.js' ? service : join(messaging, file);
    const before = readFileSync(target, 'utf8');
    if (before.split(from).length !== 2) throw new Error(`${file} does not hold this exactly once: ${from}`);
    writeFileSync(
      target,
      before.replace(from, () => to),
    );
  }
  return {
    messaging: pathToFileURL(join(messaging, 'index.js')).href,
    program: service,
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** What a run with this guard taken out has shown, and the breach that shows it. */
export async function runMutant(
  mutant: Mutant,
  plan: Pick<RunPlan, 'seconds' | 'seed' | 'tell'>,
): Promise<{ result: RunResult; seen: string | undefined }> {
  const { remove, ...change } = apply(mutant);
  try {
    const result = await run({
      ...plan,
      troubles: troubles.filter(({ name }) => mutant.troubles.includes(name)),
      change: {
        ...change,
        timing: { ...timing, ...(mutant.resends ? {} : withoutResending) },
        stepEvery: 40,
        armed: mutant.armed ?? 0,
        ...(mutant.writers === undefined ? {} : { writers: mutant.writers }),
      },
      patience: PATIENCE,
    });
    return { result, seen: result.breaches.find((breach) => mutant.shows.test(breach)) };
  } finally {
    remove();
  }
}
