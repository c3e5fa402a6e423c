import type { OutsideName, OutsideView } from '@yidi/contracts';
import type { ConsoleHealth, ServiceName } from '../../../src/contract.js';
import type { Readiness } from '../api/health.js';
import type { operators } from '../i18n/operators.js';

/** How one part does, and what helps. */
export interface Part {
  readonly name: 'console' | 'consoleDatabase' | 'signIn' | 'kafka' | 'service' | 'database' | OutsideName;
  readonly service?: ServiceName;
  readonly state: 'ready' | 'degraded' | 'down' | 'idle' | 'unknown';
  readonly help: keyof (typeof operators)['zh']['do'];
  /** What is known of a part that belongs to others. */
  readonly outside?: OutsideView;
}

/** What the services say of themselves: null for one that does not answer, undefined while it is being asked. */
export type Answers = readonly (readonly [ServiceName, Readiness | null | undefined])[];

/** Which systems of the outside world each service stands on. */
const outsidesOf: Readonly<Record<ServiceName, readonly OutsideName[]>> = {
  intake: ['population-registry', 'credit-feed', 'sms'],
  review: ['population-registry'],
  production: ['card-machine'],
};

/** The parts of the bureau's system, the broken ones with what to do about them. */
export function partsOf(own: ConsoleHealth | null | undefined, answers: Answers): Part[] {
  return [
    ...consoleOf(own),
    kafkaOf(answers),
    ...answers.flatMap(([service, said]) => [serviceOf(service, said), databaseOf(service, said)]),
    ...answers.flatMap(([service, said]) => outsidesOf[service].map((name) => outsideOf(service, name, said))),
  ];
}

function consoleOf(own: ConsoleHealth | null | undefined): Part[] {
  const unknown = { state: 'unknown', help: 'none' } as const;
  if (!own) {
    const answer = own === null ? ({ state: 'down', help: 'console' } as const) : unknown;
    return [
      { name: 'console', ...answer },
      { name: 'consoleDatabase', ...unknown },
      { name: 'signIn', ...unknown },
    ];
  }
  return [
    { name: 'console', state: 'ready', help: 'none' },
    { name: 'consoleDatabase', ...stateOf(own.database) },
    own.signIn === 'up'
      ? { name: 'signIn', state: 'ready', help: 'none' }
      : { name: 'signIn', state: 'down', help: 'signIn' },
  ];
}

/** A database: it works, lacks migrations, or is away. */
function stateOf(database: Readiness['database']): Pick<Part, 'state' | 'help'> {
  if (database === 'up') return { state: 'ready', help: 'none' };
  return { state: 'down', help: database === 'behind' ? 'behind' : 'database' };
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
  if (said.status === 'not-ready') return { ...part, ...stateOf(said.database) };
  if (said.status === 'ready') return { ...part, state: 'ready', help: 'none' };
  return { ...part, state: 'degraded', help: whyDegraded(said) };
}

function whyDegraded({ messaging, outside = [] }: Readiness): Part['help'] {
  if (messaging?.kafka === 'down') return 'kafka';
  if (messaging?.inbox === 'failing') return 'inbox';
  if (messaging && messaging.directory !== 'fresh') return 'directory';
  return outside.some(({ state }) => state === 'down') ? 'outside' : 'late';
}

function databaseOf(service: ServiceName, said: Readiness | null | undefined): Part {
  const part = { name: 'database', service } as const;
  return said ? { ...part, ...stateOf(said.database) } : { ...part, state: 'unknown', help: 'none' };
}

function outsideOf(service: ServiceName, name: OutsideName, said: Readiness | null | undefined): Part {
  const outside = said?.outside?.find((one) => one.name === name);
  if (!outside) return { name, service, state: 'unknown', help: 'none' };
  const { state } = outside;
  if (state === 'down') return { name, service, state, help: name, outside };
  return { name, service, state: state === 'up' ? 'ready' : state, help: 'none', outside };
}
