import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Whether nobody listens on this port of the loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port below the range from which systems take ports for outgoing connections, so that it stays free over a restart. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) return port;
  }
}

/** Whether something accepts connections there now. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const tell = (up: boolean): void => {
      socket.destroy();
      resolve(up);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
