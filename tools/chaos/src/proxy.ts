import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What the proxy does to what passes through it. */
export type Weather =
  | { readonly kind: 'fair' }
  /** Every answer comes so much later; milliseconds. */
  | { readonly kind: 'slow'; readonly by: number }
  /** Connections stay open and nothing passes, in either direction. */
  | { readonly kind: 'half-open' }
  /** The broker hears and stores, its answers are lost. */
  | { readonly kind: 'deaf' };

/** A TCP proxy before the broker, whose weather can be changed while it runs. */
export interface FaultProxy {
  weather: Weather;
  /** Cuts every connection there is. */
  cut(): number;
  close(): Promise<void>;
}

/** Stands at 127.0.0.1 for what listens on the same port of another loopback address. */
export async function faultProxy(port: number, broker: string): Promise<FaultProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(port, broker);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    const passes = (kind: Weather['kind']): boolean => kind === 'fair' || kind === 'slow';
    client.on('data', (bytes) => {
      if (proxy.weather.kind !== 'half-open') upstream.write(bytes);
    });
    // One after the other: what is held back must not be overtaken by what follows.
    let answered = Promise.resolve();
    upstream.on('data', (bytes) => {
      answered = answered.then(async () => {
        const { weather } = proxy;
        if (weather.kind === 'slow') await pause(weather.by);
        if (passes(weather.kind) && client.writable) client.write(bytes);
      });
    });
  });
  const proxy: FaultProxy = {
    weather: { kind: 'fair' },
    cut() {
      const open = [...pairs];
      for (const [client, upstream] of open) {
        client.destroy();
        upstream.destroy();
      }
      return open.length;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        proxy.cut();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return proxy;
}
