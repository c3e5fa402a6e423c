import { applicationStates, cardStates, reviewStates } from '@yidi/domain';
import { Stack } from '@yidi/flow';
import { populate } from '../src/populate/index.js';
import { roads } from '../src/populate/plan.js';
import { Reaper } from '../src/servers/reaper.js';
import type { TestServers } from '../src/servers/test-servers.js';
import { startTestStack } from '../src/stack/test-stack.js';

/** An application is issued and its card ordered in one transaction; whoever is registered elsewhere is a county's word. */
const passing: readonly string[] = ['issued', 'rerouted'];

describe('a week of cases, in bureaus that speak to Kafka over TLS', () => {
  const reaper = new Reaper();
  let servers: TestServers;
  let stack: Stack;
  beforeAll(async () => {
    servers = await startTestStack(reaper, { tls: true });
    stack = Stack.parse(JSON.parse(servers.env['YIDI_STACK'] ?? ''));
  }, 120_000);
  afterAll(async () => {
    await servers.stop();
    await reaper.close();
  }, 60_000);

  it('leaves a case in every state there is, some of them late', async () => {
    const said: string[] = [];
    await populate(stack, { count: Object.keys(roads).length, seed: 1 }, (line) => said.push(line));

    const row = (name: string): string => said.find((line) => line.includes(name)) ?? '';
    const missing = (name: string, states: readonly string[]) =>
      states.filter((state) => !passing.includes(state) && !new RegExp(` ${state} [1-9]`).test(row(name)));
    expect(missing('applications', applicationStates)).toEqual([]);
    expect(missing('reviews', reviewStates)).toEqual([]);
    expect(missing('cards', cardStates)).toEqual([]);
    expect(row('reviews')).toMatch(/late [1-9]/);
  }, 300_000);

  it('is not played twice with the same people, and says so', async () => {
    const again = populate(stack, { count: Object.keys(roads).length, seed: 1 }, () => undefined);
    await expect(again).rejects.toThrow('The cases of seed 1 are here already');
  }, 120_000);
});
