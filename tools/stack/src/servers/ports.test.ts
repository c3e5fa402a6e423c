import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { answers, freePort, isFree } from './ports.js';

describe('ports', () => {
  it('tell one that is in use from one that is free', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isFree(port)).toBe(false);
    expect(await answers(port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
    expect(await answers(port)).toBe(false);
  });

  it('are drawn below the range of outgoing connections', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(12_000);
    expect(port).toBeLessThan(32_000);
  });
});
