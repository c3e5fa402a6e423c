import { connect } from 'node:net';
import { uuidv7 } from '../src/outbox/uuid.js';
import { aWorld, bureauAccess, CaseSent, eventually } from './world.js';

const [A, B] = ['990332', '990333'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
afterAll(() => world.close());

const FETCH = 1;
const watchdog = 1500;

/** Connections on which the broker never sees a fetch while it is stalled: the key of a request stands behind its length. */
function stallingAccess() {
  const stall = { on: true };
  const open = (to: { host: string; port: number }, connected: () => void) => {
    const socket = connect(to, connected);
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
    socket.write = (...args: unknown[]): boolean => {
      const [request] = args;
      const bytes = typeof request === 'string' ? Buffer.from(request, 'binary') : (request as Buffer);
      return stall.on && bytes.readInt16BE(4) === FETCH ? true : write(...args);
    };
    return socket;
  };
  return { stall, kafka: { ...bureauAccess(B), open } };
}

const aLetter = () => ({
  letter: CaseSent,
  to: { bureau: B, service: 'county' },
  subject: uuidv7(),
  payload: { n: 1 },
  time: new Date(),
});

describe('an inbox that is not fetched though its consumer has joined', () => {
  it('gets another consumer, and reads on', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const { stall, kafka } = stallingAccess();
    let givenUp = 0;
    const reader = county.process({ kafka, timing: { watchdog }, giveUp: () => givenUp++ });
    const sender = desk.process();
    sender.messaging.start();
    reader.messaging.start();
    await desk.write(sender.outbox, [aLetter()]);
    await eventually(async () => expect(county.logged.join()).toContain('its consumer is replaced'));
    stall.on = false;

    await eventually(async () => expect(await county.effects()).toHaveLength(1));
    expect(givenUp).toBe(0);
    await sender.messaging.stop();
    await reader.messaging.stop();
  });

  it('and not by the next consumer either ends the process', async () => {
    const county = await world.service(B, 'county');
    const { kafka } = stallingAccess();
    let givenUp = 0;
    const reader = county.process({ kafka, timing: { watchdog }, giveUp: () => givenUp++ });
    reader.messaging.start();

    await eventually(() => expect(givenUp).toBeGreaterThan(0), 40_000);
    expect(await reader.registry.metrics()).toMatch(/yidi_letters_inbox_stalls_total [2-9]/);
    await reader.messaging.stop();
  });
});
