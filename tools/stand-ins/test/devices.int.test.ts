import { request } from 'node:http';
import { demoPeople } from '../src/index.js';
import { ask, withStandIns } from './asking.js';

const { renewal, noFingerprints } = demoPeople(new Date());
const page = 'http://990101.localhost:4100';

/** What is answered to somebody who came by another name. */
const statusUnderName = (host: string, port: number): Promise<number | undefined> =>
  new Promise((done, fail) => {
    const asked = request({ port, path: '/v1/cards/read', method: 'POST', headers: { host } }, ({ statusCode }) =>
      done(statusCode),
    );
    asked.on('error', fail).end();
  });

describe("a desk's devices", () => {
  it('read the card that lies on the reader, and say when there is none', () =>
    withStandIns(async ({ devices }) => {
      const read = () => ask('POST', `${devices}/v1/cards/read`, {});
      expect((await read()).body).toEqual({ found: false });
      await ask('PUT', `${devices}/control/desk`, { card: renewal.citizenNumber, finger: 'own' });
      expect((await read()).body).toMatchObject({ found: true, card: { name: '陈𬱖', fingerprints: true } });
    }));

  it.each([
    ['own', { result: 'match' }, { taken: true, quality: 86 }],
    ['other', { result: 'no-match' }, { taken: true, quality: 86 }],
    ['worn', { result: 'not-taken' }, { taken: false, quality: 31 }],
  ])('take a finger and compare it with the card: %s', (finger, compared, taken) =>
    withStandIns(async ({ devices }) => {
      await ask('PUT', `${devices}/control/desk`, { card: renewal.citizenNumber, finger });
      expect((await ask('POST', `${devices}/v1/fingers/compare`, {})).body).toEqual(compared);
      const captured = await ask('POST', `${devices}/v1/fingers/capture`, { finger: 'right-thumb' });
      expect(captured.body).toEqual(taken);
    }),
  );

  it('say when there is nothing to compare with', () =>
    withStandIns(async ({ devices }) => {
      const compare = () => ask('POST', `${devices}/v1/fingers/compare`, {});
      expect((await compare()).body).toEqual({ result: 'no-card' });
      await ask('PUT', `${devices}/control/desk`, { card: noFingerprints.citizenNumber });
      expect((await compare()).body).toEqual({ result: 'no-fingerprints' });
    }));

  it('answer pages of this machine only', () =>
    withStandIns(async ({ devices }) => {
      const allowed = async (origin: string) => {
        const headers = { origin, 'access-control-request-method': 'POST' };
        const answer = await fetch(`${devices}/v1/cards/read`, { method: 'OPTIONS', headers });
        return answer.headers.get('access-control-allow-origin');
      };
      expect([await allowed(page), await allowed('https://elsewhere.example')]).toEqual([page, null]);
      const { port } = new URL(devices);
      expect(await statusUnderName(`elsewhere.example:${port}`, Number(port))).toBe(403);
    }));

  it('have a page for people, where a card is laid on the reader and taken away', () =>
    withStandIns(async ({ devices }) => {
      const press = (card: string) =>
        fetch(`${devices}/control/desk`, { method: 'POST', body: new URLSearchParams({ card }) });
      expect(await (await press(renewal.citizenNumber)).text()).toContain(`<li aria-current="true">${renewal.name}`);
      expect(await (await press('')).text()).toContain('没有证件');
    }));
});
