import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Timing } from '@yidi/messaging';
import type { FleetPlan } from './fleet.js';
import { run, type RunResult } from './run.js';
import { troubles } from './troubles.js';

/** A guard taken out of the built code, and the troubles in which that must show. */
export interface Mutant {
  readonly name: string;
  /** The built file: of messaging, or of this package's own service. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly troubles: readonly string[];
}

const kills = ['services killed in a storm'];

export const mutants: readonly Mutant[] = [
  {
    name: 'the inbox does not look whether it knows a letter',
    file: 'inbox/noted.js',
    from: 'return once.filter(({ sender, opened }) => noted.has(`${sender} ${opened.id}`));',
    to: 'return once;',
    troubles: ['records delivered again'],
  },
  {
    name: 'offsets are committed before the transaction',
    file: 'kafka.js',
    from: 'const applied = await whileBeating(',
    to: `payload.resolveOffset(last);
        await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(BigInt(last) + 1n) }] }] });
        const applied = await whileBeating(`,
    troubles: kills,
  },
  {
    name: 'the relay takes what is newer than the last it sent',
    file: 'outbox/outbox.sql.js',
    from: 'from letters_outbox where sent_at is null and not held order by position limit $1) o) x',
    to: `from letters_outbox where position > (select coalesce(max(position), 0) from letters_outbox where sent_at is not null)
            and sent_at is null and not held order by position limit $1) o) x`,
    troubles: [...kills, 'connections to Kafka cut'],
  },
  {
    name: 'the producer is idempotent and kept after a rejection',
    file: 'kafka.js',
    from: 'idempotent: false,',
    to: 'idempotent: true,',
    troubles: ['stored, but the answer is lost', 'connections to Kafka cut'],
  },
  {
    name: 'a signature is not checked',
    file: 'envelope/envelope.js',
    from: 'if (!verify(null, signed, signer, signature))',
    to: 'if (false)',
    troubles: ['a forged letter'],
  },
  {
    name: "the letter's sender is not compared with the case's counterpart",
    file: 'service.js',
    from: 'if (from.bureau !== reader.bureau)',
    to: 'if (false)',
    troubles: ["a stranger's letter"],
  },
];

/** Re-sending would heal what these guards are there to prevent. */
const withoutResending: Partial<Timing> = {
  receiptsEvery: 100,
  standbyEvery: 200,
  housekeepingEvery: 500,
  retryFirst: 50,
  retryLast: 1000,
  resendFirst: 3_600_000,
  resendLast: 3_600_000,
  gapAfter: 3_600_000,
  watchdog: 8000,
  stopWithin: 2000,
};

const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** A built copy of messaging and of the service with one guard taken out; throws when the guard is not found exactly once. */
function apply({ file, from, to }: Mutant): Pick<FleetPlan, 'messaging' | 'program'> & { remove: () => void } {
  const copy = join(ownFolder, 'mutant');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  const messaging = join(copy, 'messaging');
  cpSync(fileURLToPath(new URL('.', import.meta.resolve('@yidi/messaging'))), messaging, { recursive: true });
  const service = join(copy, 'service.js');
  cpSync(join(ownFolder, 'letters.js'), join(copy, 'letters.js'));
  cpSync(join(ownFolder, 'service.js'), service);
  const target = file === 'service.js' ? service : join(messaging, file);
  const before = readFileSync(target, 'utf8');
  if (before.split(from).length !== 2) throw new Error(`${file} does not hold this guard exactly once: ${from}`);
  writeFileSync(
    target,
    before.replace(from, () => to),
  );
  return {
    messaging: pathToFileURL(join(messaging, 'index.js')).href,
    program: service,
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** Runs with this guard taken out. */
export async function runMutant(
  mutant: Mutant,
  seconds: number,
  seed: number,
  tell: (line: string) => void,
): Promise<RunResult> {
  const { remove, ...change } = apply(mutant);
  try {
    return await run({
      seconds,
      seed,
      tell,
      troubles: troubles.filter(({ name }) => mutant.troubles.includes(name)),
      change: { ...change, timing: withoutResending, stepEvery: 40 },
    });
  } finally {
    remove();
  }
}
