import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { checkPorts } from './preflight.js';
import { allPorts } from './plan.js';

describe('before the start', () => {
  it('a port in use is named, with who wants it and what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const wanted = [{ name: '990101.intake', port }];
    await expect(checkPorts(wanted, '/no/such/file')).rejects.toThrow(
      `Port ${port} (990101.intake) in use: stop what listens there, or shift all ports`,
    );
    const twice = [...wanted, { name: '990101.review', port }];
    await expect(checkPorts(twice, '/no/such/file', ['--once', '--fresh'])).rejects.toThrow(
      new RegExp(
        `^Ports ${port} \\(990101.intake\\), ${port} \\(990101.review\\) in use: .*YIDI_PORT_BASE=5000 npm start -- --once --fresh$`,
      ),
    );
    await new Promise((resolve) => server.close(resolve));
    await checkPorts(wanted, '/no/such/file');
  });

  it('every port is another one, all shifted by the base', () => {
    const ports = allPorts(4000).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(ports).toEqual(expect.arrayContaining([4010, 4021, 4029, 4032, 4092, 4093, 4101, 4102, 4103, 4201, 4203]));
    expect(allPorts(5000).map(({ port }) => port - 1000)).toEqual(ports);
  });
});
