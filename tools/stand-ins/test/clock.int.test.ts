import { ask, eventually, withStandIns } from './asking.js';

interface Event {
  id: number;
  offsetMs: number;
}

const hour = 3_600_000;

/** A service that hears the clock; given a name it says that it followed. */
async function listener(clock: string, name?: string): Promise<{ heard: Event[]; leave: () => void }> {
  const left = new AbortController();
  const { body } = await fetch(`${clock}/clock/stream`, { signal: left.signal });
  if (!body) throw new Error('no stream');
  const heard: Event[] = [];
  const follow = async () => {
    for await (const text of body.pipeThrough(new TextDecoderStream()))
      for (const line of text.split('\n').filter((one) => one.startsWith('data: '))) {
        const event = JSON.parse(line.slice(6)) as Event;
        heard.push(event);
        if (name) await ask('POST', `${clock}/clock/acks/${event.id}`, { subscriber: name });
      }
  };
  void follow().catch(() => undefined);
  await eventually(() => heard[0]);
  return { heard, leave: () => left.abort() };
}

describe('the development clock', () => {
  it('shows real time until it is moved', () =>
    withStandIns(async ({ clock }) => {
      const { body } = await ask<{ now: string; offsetMs: number }>('GET', `${clock}/clock`);
      expect(body.offsetMs).toBe(0);
      expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(2000);
    }));

  it('goes forward by a duration, by milliseconds or to an instant, and back only to real time', () =>
    withStandIns(async ({ clock }) => {
      const move = (sent: object) => ask<{ offsetMs: number; now: string }>('POST', `${clock}/clock`, sent);
      expect((await move({ advance: 'PT36H' })).body.offsetMs).toBe(36 * hour);
      expect((await move({ advance: hour })).body.offsetMs).toBe(37 * hour);
      const { body } = await move({ now: '2099-01-01T00:00:00+08:00' });
      expect(body.now.slice(0, 16)).toBe('2098-12-31T16:00');
      expect(await move({ now: '2090-01-01T00:00:00Z' })).toMatchObject({
        status: 409,
        body: { code: 'CLOCK_BACKWARDS' },
      });
      expect((await move({ reset: true })).body.offsetMs).toBe(0);
      for (const wrong of [{ advance: -1 }, { advance: 'P1M' }, { now: 'tomorrow' }, {}, { reset: false }])
        expect((await move(wrong)).status).toBe(400);
    }));

  it('answers a move only when every subscriber has followed', () =>
    withStandIns(async ({ clock }) => {
      const services = await Promise.all([listener(clock, 'intake'), listener(clock, 'review')]);
      expect(services.map(({ heard }) => heard[0])).toEqual([
        { id: 0, offsetMs: 0 },
        { id: 0, offsetMs: 0 },
      ]);
      const moved = await ask('POST', `${clock}/clock`, { advance: 'P5D' });
      expect(moved.body).toMatchObject({ offsetMs: 120 * hour, missing: 0 });
      for (const { heard, leave } of services) {
        expect(heard.at(-1)).toEqual({ id: 1, offsetMs: 120 * hour });
        leave();
      }
    }));

  it('waits no more than two seconds for one that does not follow, and not at all once it left', () =>
    withStandIns(async ({ clock }) => {
      const deaf = await listener(clock);
      const asked = performance.now();
      expect((await ask('POST', `${clock}/clock`, { advance: 1 })).body['missing']).toBe(1);
      expect(performance.now() - asked).toBeLessThan(2500);

      deaf.leave();
      expect((await ask('POST', `${clock}/clock`, { advance: 1 })).body['missing']).toBe(0);
    }));
});
