import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { registered } from '@yidi/flow';
import { hostOf, theStack } from '@yidi/flow/testing';

const stack = theStack();
const root = fileURLToPath(new URL('..', import.meta.url));

describe('the road by hand', () => {
  it('can be walked with curl as the page says', async () => {
    const citizen = await registered(stack, { bornOn: '1998-03-15', sex: '2' });
    const page = readFileSync(`${root}docs/walk-by-hand.md`, 'utf8');
    const blocks = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block);
    expect(blocks).toHaveLength(5);

    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        IDENTITY: stack.identity,
        INTAKE_HOST: hostOf(stack, '990101', 'intake'),
        REVIEW_HOST: hostOf(stack, '990202', 'review'),
        PRODUCTION_HOST: hostOf(stack, '990101', 'production'),
        NUMBER: citizen.citizenNumber,
        NAME: citizen.name,
        ADDRESS: citizen.registeredAddress,
      },
    });

    expect(stdout.trimEnd().split('\n').at(-1)).toBe('collected');
  });
});
