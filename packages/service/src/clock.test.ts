import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock, ClockFollower } from './clock.js';
import { createLog } from './log.js';

const HOUR = 3_600_000;
const silent = createLog('test', { level: 'silent', bureau: '990101' });

describe('the clock of a service', () => {
  it('given nobody moved it, then it is the time of the system', () => {
    expect(Math.abs(new Clock().now().getTime() - Date.now())).toBeLessThan(1000);
  });

  describe('behind the development clock', () => {
    let server: Server;
    let stream: ServerResponse | undefined;
    let acknowledged: (id: string) => void;

    beforeEach(async () => {
      server = createServer((request, response) => {
        if (request.url === '/clock/stream') {
          stream = response;
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write(event(1, HOUR));
          return;
        }
        response.end('{}');
        acknowledged(request.url ?? '');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterEach(() => void (server.closeAllConnections(), server.close()));

    const event = (id: number, offsetMs: number) => `id: ${id}\ndata: ${JSON.stringify({ id, offsetMs })}\n\n`;
    const nextAck = () => new Promise<string>((resolve) => (acknowledged = resolve));

    it('given a move, then listeners are called before it is acknowledged', async () => {
      const clock = new Clock();
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const follower = new ClockFollower(clock, { url, subscriber: '990101-intake', log: silent });
      const first = nextAck();
      await follower.start();
      expect(await first).toBe('/clock/acks/1');
      expect(clock.now().getTime() - Date.now()).toBeGreaterThan(HOUR - 1000);

      let swept: Date | undefined;
      clock.onMove(() => void (swept = clock.now()));
      const second = nextAck();
      const text = event(2, 50 * HOUR);
      stream?.write(text.slice(0, 9));
      stream?.write(text.slice(9));
      expect(await second).toBe('/clock/acks/2');
      expect((swept?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50 * HOUR - 1000);
      follower.stop();
    });

    it('given the stream breaks, then it is followed again', async () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const follower = new ClockFollower(new Clock(), { url, subscriber: 'x', log: silent });
      const first = nextAck();
      await follower.start();
      await first;
      const again = nextAck();
      stream?.destroy();

      expect(await again).toBe('/clock/acks/1');
      follower.stop();
    });
  });
});
