import { readFileSync } from 'node:fs';
import { roles } from '@yidi/domain';
import { send, tokenOf } from '@yidi/flow';
import { type Endpoint, endpointsOf, fill, hostOf, serviceNames, theStack } from '@yidi/flow/testing';

const stack = theStack();

interface Right {
  readonly roles: readonly string[];
  readonly inPost: boolean;
}

/** The matrix as written by hand: `service METHOD path` → who may. */
const matrix = new Map<string, Right>(
  readFileSync(new URL('../docs/rights.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [endpoint = '', who = ''] = line.split('|');
      const words = who.trim().split(/\s+/);
      const right = { roles: words.filter((word) => word !== '!').sort(), inPost: words.includes('!') };
      return [endpoint.trim().split(/\s+/).join(' '), right];
    }),
);

const nameOf = ({ service, method, path }: Endpoint): string => `${service} ${method} ${path}`;

describe('the rights matrix', () => {
  let endpoints: Endpoint[] = [];

  beforeAll(async () => {
    endpoints = (await Promise.all(serviceNames.map((service) => endpointsOf(stack, '990101', service)))).flat();
  });

  it('lists every endpoint there is, and none besides', () => {
    const listed = [...matrix.keys()].filter((name) => !name.startsWith('every '));
    expect(endpoints.map(nameOf).sort()).toEqual(listed.sort());
  });

  it('is of endpoints that say in both languages what the bureau does there', () => {
    const mute = endpoints.filter(
      ({ summary, tags }) => !/\p{sc=Han}.* · /u.test(summary) || !/\p{sc=Han}/u.test(tags[0] ?? ''),
    );
    expect(mute.map(nameOf)).toEqual([]);
  });

  it('says of each endpoint what the service says of itself', () => {
    const said = endpoints.map((endpoint) => [
      nameOf(endpoint),
      { roles: [...(endpoint.roles ?? ['everyone'])].sort(), inPost: endpoint.inPost },
    ]);
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries([...matrix].filter(([name]) => !name.startsWith('every '))),
    );
  });

  it('holds for every role: who may gets past the door, who may not is turned away, nobody enters unnamed', async () => {
    const wrong: string[] = [];
    for (const endpoint of endpoints) {
      const right = matrix.get(nameOf(endpoint));
      if (!right || right.roles.includes('everyone')) continue;
      const url = `${hostOf(stack, '990101', endpoint.service)}${fill(endpoint)}`;
      const ask = { method: endpoint.method as 'GET' | 'POST' | 'PUT', revision: 1 };
      const unnamed = await send(url, ask);
      if (unnamed.status !== 401) wrong.push(`${nameOf(endpoint)} unnamed: ${unnamed.status}`);
      for (const role of roles) {
        const token = await tokenOf(stack, `990101-${role}-1`);
        const { status } = await send(url, { ...ask, token });
        const turnedAway = status === 401 || status === 403;
        if (turnedAway === right.roles.includes(role)) wrong.push(`${nameOf(endpoint)} ${role}: ${status}`);
      }
      const stranger = await send(url, { ...ask, token: await tokenOf(stack, `990202-${right.roles[0]}-1`) });
      if (stranger.status !== 403) wrong.push(`${nameOf(endpoint)} from another bureau: ${stranger.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('keeps what carries nothing of a case open to everyone', async () => {
    for (const service of serviceNames) {
      for (const [name] of [...matrix].filter(([each]) => each.startsWith('every '))) {
        const { status } = await send(`${hostOf(stack, '990101', service)}${name.split(' ')[2]}`);
        expect({ service, name, status }).toEqual({ service, name, status: 200 });
      }
    }
  });
});
