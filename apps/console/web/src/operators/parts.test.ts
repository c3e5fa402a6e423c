import { type OutsideName, outsideNames, type OutsideView } from '@yidi/contracts';
import type { Readiness } from '../api/health.js';
import { partsOf } from './parts.js';

const messaging = {
  kafka: 'up',
  inbox: 'reading',
  outbox: { unsent: 0, oldestSeconds: 0 },
  parked: 0,
  directory: 'fresh',
} as const;
const answering = (name: OutsideName): OutsideView => ({
  name,
  state: 'up',
  answeredAt: '2026-03-02T02:00:00.000Z',
  failingSince: null,
});
const well: Readiness = {
  status: 'ready',
  database: 'up',
  messaging,
  outside: outsideNames.map(answering),
};
const without = (name: OutsideName, state: 'down' | 'idle'): Readiness => ({
  ...well,
  status: state === 'down' ? 'degraded' : 'ready',
  outside: outsideNames.map((one) => ({ ...answering(one), ...(one === name && { state }) })),
});
const withoutKafka: Readiness = {
  ...well,
  status: 'degraded',
  messaging: { ...messaging, kafka: 'down' },
};
const ours = { status: 'ready', database: 'up', signIn: 'up' } as const;
const broken = (...answers: Parameters<typeof partsOf>) =>
  partsOf(...answers)
    .filter(({ state }) => state !== 'ready')
    .map(({ name, service, state, help }) => [name, service, state, help]);

describe('the parts of the system', () => {
  it('given that all is well, then nothing is to be done', () => {
    expect(
      broken(ours, [
        ['intake', well],
        ['review', well],
        ['production', well],
      ]),
    ).toEqual([]);
  });

  it('given that Kafka is away for one service only, then it works in part, and the desk goes on', () => {
    expect(
      broken(ours, [
        ['intake', withoutKafka],
        ['review', well],
      ]),
    ).toEqual([
      ['kafka', undefined, 'degraded', 'kafka'],
      ['service', 'intake', 'degraded', 'kafka'],
    ]);
  });

  it('given that a service does not answer, then its process is to be looked at and nobody knows of its database', () => {
    expect(
      broken(ours, [
        ['intake', well],
        ['review', null],
      ]),
    ).toEqual([
      ['service', 'review', 'down', 'service'],
      ['database', 'review', 'unknown', 'none'],
      ['population-registry', 'review', 'unknown', 'none'],
    ]);
  });

  it('given a database behind its build, then migrations are to be applied', () => {
    const behind: Readiness = { status: 'not-ready', database: 'behind' };
    expect(
      broken(ours, [
        ['intake', behind],
        ['review', well],
      ]),
    ).toEqual([
      ['service', 'intake', 'down', 'behind'],
      ['database', 'intake', 'down', 'behind'],
      ['population-registry', 'intake', 'unknown', 'none'],
      ['credit-feed', 'intake', 'unknown', 'none'],
      ['sms', 'intake', 'unknown', 'none'],
    ]);
  });

  it.each(['population-registry', 'credit-feed', 'sms'] as const)(
    'given that %s is away, then its line says what to do and the service works in part',
    (name) => {
      expect(broken(ours, [['intake', without(name, 'down')]])).toEqual([
        ['service', 'intake', 'degraded', 'outside'],
        [name, 'intake', 'down', name],
      ]);
    },
  );

  it('given that the card machine has not been used yet, then nothing is wrong with it', () => {
    expect(broken(ours, [['production', without('card-machine', 'idle')]])).toEqual([
      ['card-machine', 'production', 'idle', 'none'],
    ]);
  });

  it('given that the console does not answer, then what is shown may be old', () => {
    expect(broken(null, [['intake', well]])).toEqual([
      ['console', undefined, 'down', 'console'],
      ['consoleDatabase', undefined, 'unknown', 'none'],
      ['signIn', undefined, 'unknown', 'none'],
    ]);
  });

  it('given that the console’s own database or the sign-in provider is away, then each is a part with what to do', () => {
    expect(broken({ status: 'not-ready', database: 'down', signIn: 'down' }, [['intake', well]])).toEqual([
      ['consoleDatabase', undefined, 'down', 'database'],
      ['signIn', undefined, 'down', 'signIn'],
    ]);
    expect(broken({ status: 'not-ready', database: 'behind', signIn: 'up' }, [['intake', well]])).toEqual([
      ['consoleDatabase', undefined, 'down', 'behind'],
    ]);
  });
});
