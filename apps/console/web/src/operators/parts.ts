import type { ServiceName } from '../../../src/contract.js';
import type { Readiness } from '../api/health.js';
import type { operators } from '../i18n/operators.js';

/** How one part does, and what helps. */
export interface Part {
  readonly name: 'console' | 'kafka' | 'service' | 'database';
  readonly service?: ServiceName;
  readonly state: 'ready' | 'degraded' | 'down' | 'unknown';
  readonly help: keyof (typeof operators)['zh']['do'];
}

/** What the services say of themselves: null for one that does not answer, undefined while it is being asked. */
export type Answers = readonly (readonly [ServiceName, Readiness | null | undefined])[];

/** The parts of the bureau's system, the broken ones with what to do about them. */
export function partsOf(consoleAnswers: boolean, answers: Answers): Part[] {
  return [
    { name: 'console', state: consoleAnswers ? 'ready' : 'down', help: consoleAnswers ? 'none' : 'console' },
    kafkaOf(answers),
    ...answers.flatMap(([service, said]) => [serviceOf(service, said), databaseOf(service, said)]),
  ];
}

function kafkaOf(answers: Answers): Part {
  const said = answers.flatMap(([, one]) => one?.messaging?.kafka ?? []);
  if (said.length === 0) return { name: 'kafka', state: 'unknown', help: 'none' };
  if (said.every((state) => state === 'up')) return { name: 'kafka', state: 'ready', help: 'none' };
  return { name: 'kafka', state: said.includes('up') ? 'degraded' : 'down', help: 'kafka' };
}

function serviceOf(service: ServiceName, said: Readiness | null | undefined): Part {
  const part = { name: 'service', service } as const;
  if (said === undefined) return { ...part, state: 'unknown', help: 'none' };
  if (said === null) return { ...part, state: 'down', help: 'service' };
  if (said.status === 'not-ready')
    return { ...part, state: 'down', help: said.database === 'behind' ? 'behind' : 'database' };
  if (said.status === 'ready') return { ...part, state: 'ready', help: 'none' };
  return { ...part, state: 'degraded', help: whyDegraded(said) };
}

function whyDegraded({ messaging }: Readiness): Part['help'] {
  if (messaging?.kafka === 'down') return 'kafka';
  if (messaging?.inbox === 'failing') return 'inbox';
  return messaging && messaging.directory !== 'fresh' ? 'directory' : 'late';
}

function databaseOf(service: ServiceName, said: Readiness | null | undefined): Part {
  const part = { name: 'database', service } as const;
  if (!said) return { ...part, state: 'unknown', help: 'none' };
  if (said.database === 'up') return { ...part, state: 'ready', help: 'none' };
  return { ...part, state: 'down', help: said.database === 'behind' ? 'behind' : 'database' };
}
