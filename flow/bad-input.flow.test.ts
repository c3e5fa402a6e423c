import { type Citizen, Desk, formOf, registered, type Reply, scan, tokenOf } from '@yidi/flow';
import { portrait } from '@yidi/stand-ins';
import {
  databasesOf,
  dumpOf,
  type Endpoint,
  endpointsOf,
  fill,
  hostOf,
  serviceNames,
  theStack,
} from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');

/** One way of asking wrongly, and what has to come back. */
interface Wrong {
  readonly what: string;
  readonly fits: (endpoint: Endpoint) => boolean;
  readonly ask: (endpoint: Endpoint, url: string, headers: Record<string, string>) => Promise<Response>;
  readonly status: number;
  readonly code?: string;
}

const json = 'application/json';
const takesJson = ({ bodies }: Endpoint) => bodies.includes(json);
const hasId = ({ path }: Endpoint) => /\{(id|applicationId)\}/.test(path);
const asked = (method: string, headers: Record<string, string>, body?: string) => ({
  method,
  headers,
  ...(method === 'GET' || body === undefined ? {} : { body }),
});
const without = (headers: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

const wrongs: readonly Wrong[] = [
  {
    what: 'no token',
    fits: ({ roles }) => roles !== undefined,
    ask: ({ method }, url, headers) => fetch(url, asked(method, without(headers, 'authorization'), '{}')),
    status: 401,
    code: 'NOT_SIGNED_IN',
  },
  {
    what: 'a token that nobody signed',
    fits: ({ roles }) => roles !== undefined,
    ask: ({ method }, url, headers) =>
      fetch(url, asked(method, { ...headers, authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }, '{}')),
    status: 401,
    code: 'NOT_SIGNED_IN',
  },
  {
    what: 'no idempotency key',
    fits: ({ needsKey }) => needsKey,
    ask: ({ method }, url, headers) => fetch(url, asked(method, without(headers, 'idempotency-key'), '{}')),
    status: 400,
  },
  {
    what: 'no revision',
    fits: (endpoint) => endpoint.needsRevision && endpoint.bodies.length === 0,
    ask: ({ method }, url, headers) => fetch(url, asked(method, without(headers, 'if-match'), '{}')),
    status: 428,
    code: 'REVISION_MISSING',
  },
  {
    what: 'a revision that is none',
    fits: (endpoint) => endpoint.needsRevision && endpoint.bodies.length === 0,
    ask: ({ method }, url, headers) => fetch(url, asked(method, { ...headers, 'if-match': 'W/"x"' }, '{}')),
    status: 400,
  },
  {
    what: 'broken JSON',
    fits: takesJson,
    ask: ({ method }, url, headers) => fetch(url, asked(method, headers, '{"reason": "expi')),
    status: 400,
  },
  {
    what: 'bytes that are no text',
    fits: takesJson,
    ask: ({ method }, url, headers) =>
      fetch(url, { method, headers, body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80]) }),
    status: 400,
  },
  {
    what: 'a wrong content type',
    fits: takesJson,
    ask: ({ method }, url, headers) => fetch(url, asked(method, { ...headers, 'content-type': 'text/csv' }, 'a;b')),
    status: 415,
  },
  {
    what: 'a body too large',
    fits: takesJson,
    ask: ({ method }, url, headers) =>
      fetch(url, asked(method, headers, JSON.stringify({ filler: 'x'.repeat(2_000_000) }))),
    status: 413,
  },
  {
    what: 'an unknown field',
    fits: takesJson,
    ask: ({ method }, url, headers) =>
      fetch(url, asked(method, headers, JSON.stringify({ __proto__x: 1, surprise: true }))),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    what: 'a list where an object belongs',
    fits: takesJson,
    ask: ({ method }, url, headers) => fetch(url, asked(method, headers, '[1,2]')),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    what: 'an id that is none',
    fits: hasId,
    ask: (endpoint, url, headers) =>
      fetch(url.replace('01999999-9999-7999-8999-999999999999', 'zzz'), asked(endpoint.method, headers, '{}')),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    what: 'an address with malformed bytes',
    fits: hasId,
    ask: (endpoint, url, headers) =>
      fetch(url.replace('01999999-9999-7999-8999-999999999999', '%E0%A4%A'), asked(endpoint.method, headers, '{}')),
    status: 400,
  },
  {
    what: 'a thing that does not exist',
    fits: (endpoint) => endpoint.method === 'GET' && hasId(endpoint),
    ask: ({ method, requiredQuery }, url, headers) =>
      fetch(requiredQuery.includes('purpose') ? `${url}?purpose=handling` : url, asked(method, headers)),
    status: 404,
  },
  {
    what: 'an unknown purpose',
    fits: ({ method, query }) => method === 'GET' && query.includes('purpose'),
    ask: ({ method }, url, headers) => fetch(`${url}?purpose=curiosity`, asked(method, headers)),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    what: 'a limit that is none',
    fits: ({ method, path, query }) => method === 'GET' && query.includes('limit') && !path.includes('{'),
    ask: ({ method }, url, headers) => fetch(`${url}?limit=-3`, asked(method, headers)),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    what: 'a cursor that is none',
    fits: ({ method, path, query }) => method === 'GET' && query.includes('cursor') && !path.includes('{'),
    ask: ({ method }, url, headers) => fetch(`${url}?cursor=%00%01nonsense`, asked(method, headers)),
    status: 400,
  },
  {
    what: 'a method that does not exist there',
    fits: () => true,
    ask: (_, url, headers) => fetch(url, { method: 'DELETE', headers: without(headers, 'content-type') }),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  },
  {
    what: 'an unknown path',
    fits: () => true,
    ask: ({ method }, url, headers) => fetch(`${url}/nowhere/at/all`, asked(method, headers, '{}')),
    status: 404,
  },
];

describe('bad input of any kind', () => {
  it('gives a problem with the fitting status at every endpoint, never a 500, and leaves nothing behind', async () => {
    const endpoints = (await Promise.all(serviceNames.map((service) => endpointsOf(stack, '990101', service)))).flat();
    const before = await countRows();
    const faults: string[] = [];
    for (const endpoint of endpoints) {
      const role = endpoint.roles?.[0];
      const token = role ? await tokenOf(stack, `990101-${role}-1`) : '';
      const url = `${hostOf(stack, '990101', endpoint.service)}${fill(endpoint)}`;
      for (const wrong of wrongs.filter(({ fits }) => fits(endpoint))) {
        const headers = {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          'idempotency-key': crypto.randomUUID(),
          'if-match': '"1"',
          ...(endpoint.method === 'GET' ? {} : { 'content-type': endpoint.bodies[0] ?? json }),
        };
        const answer = await wrong.ask(endpoint, url, headers);
        const problem = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; titleZh?: string };
        const good =
          answer.status === wrong.status &&
          (answer.headers.get('content-type') ?? '').startsWith('application/problem+json') &&
          Boolean(problem.title && problem.titleZh) &&
          (wrong.code === undefined || problem.code === wrong.code);
        if (!good) faults.push(`${wrong.what}: ${endpoint.method} ${endpoint.path} → ${answer.status} ${problem.code}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await countRows()).toEqual(before);
  });
});

describe('a form with faults', () => {
  let citizen: Citizen;
  beforeAll(async () => {
    citizen = await registered(stack);
  });

  const open = (form: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Reply> =>
    desk.clerk.try('/applications', { body: { reason: 'expiry', registrationBureau: '990202', form, ...more } });

  it('names every bad field at once, in both languages, and none of what was typed', async () => {
    const { status, body } = await open({
      ...formOf(citizen),
      citizenNumber: '99020219980315002Y',
      name: 'Smith',
      phone: '12',
      ethnicity: '99',
    });
    expect(status).toBe(400);
    const { errors } = body as { errors: { path: string; message: string; messageZh: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'form.citizenNumber',
      'form.ethnicity',
      'form.name',
      'form.phone',
    ]);
    expect(errors.every(({ message, messageZh }) => message !== '' && messageZh !== '')).toBe(true);
    expect(JSON.stringify(body)).not.toMatch(/Smith|99020219980315002Y/);
  });

  it.each([
    [
      'a wrong check digit',
      (c: Citizen) => ({
        citizenNumber: `${c.citizenNumber.slice(0, 17)}${c.citizenNumber.endsWith('1') ? '2' : '1'}`,
      }),
    ],
    ['a birth date that contradicts the number', () => ({ bornOn: '1901-01-01' })],
    ['an old number of 15 digits', () => ({ citizenNumber: '990202800101001' })],
  ])('%s is a fault of the form', async (_, changes) => {
    expect((await open({ ...formOf(citizen), ...changes(citizen) })).status).toBe(400);
  });

  it('an unknown bureau of registration is refused by name', async () => {
    const reply = await open(formOf(citizen), { registrationBureau: '990909' });
    expect(reply).toMatchObject({ body: { code: 'UNKNOWN_BUREAU' } });
  });

  it('a photo of a wrong size, of a wrong kind or broken is refused and nothing is kept', async () => {
    const draft = await desk.open(citizen, 'expiry');
    const put = (content: Uint8Array, type = 'image/jpeg') =>
      desk.clerk.try(`/applications/${draft.id}/papers/photo`, {
        method: 'PUT',
        bytes: { type, content },
        revision: draft.revision,
      });
    const cut = (await portrait()).subarray(0, 900);
    expect((await put(await scan('wrong size'))).status).toBe(400);
    expect((await put(Buffer.from('not a picture at all'))).status).toBe(400);
    expect((await put(cut)).status).toBe(400);
    expect((await put(await portrait(), 'image/png')).status).toBe(415);
    expect((await put(Buffer.alloc(900 * 1024))).status).toBe(413);
    expect(await desk.see(draft.id)).toMatchObject({ papers: [], revision: draft.revision });
  });
});

describe('the same act', () => {
  it('sent twice under one key is done once; another body under the key is refused; an old revision names who was faster', async () => {
    const citizen = await registered(stack);
    const key = crypto.randomUUID();
    const body = { reason: 'expiry', registrationBureau: '990202', form: formOf(citizen) };

    const first = await desk.clerk.try('/applications', { body, key });
    const again = await desk.clerk.try('/applications', { body, key });
    expect(again).toEqual(first);
    const other = await desk.clerk.try('/applications', { body: { ...body, reason: 'loss' }, key });
    expect(other).toMatchObject({ status: 409, body: { code: 'KEY_USED_FOR_ANOTHER_REQUEST' } });

    const { id } = first.body as { id: string };
    await desk.attach(await desk.see(id), 'photo');
    const stale = await desk.clerk.try(`/applications/${id}/screen`, { body: {}, revision: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'STALE_REVISION' } });
  });
});

/** Rows by table in the bureau's databases. */
async function countRows(): Promise<Record<string, number>> {
  const databases = (await databasesOf(stack)).filter((name) => name.includes('990101'));
  const counts: Record<string, number> = {};
  for (const database of databases) {
    let table = '';
    for (const line of (await dumpOf(stack, database)).split('\n')) {
      if (line.startsWith('-- ')) table = `${database}${line.slice(2)}`;
      counts[table] = (counts[table] ?? -1) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).filter(([name]) => !/letter|credit|stream|quota|notice/.test(name)));
}
