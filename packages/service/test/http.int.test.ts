import { aService, migrations } from './bureau.js';
import { aDatabase, eventually } from '../src/testing/index.js';
import { aDeskWithClerk, claims, json } from './clerk.js';
import { expectProblem, raw } from './asking.js';
import { DeskController } from './desk.js';

describe('a service over HTTP', () => {
  let desk: Awaited<ReturnType<typeof aDeskWithClerk>>;

  beforeAll(async () => {
    desk = await aDeskWithClerk();
  });
  afterAll(() => desk?.stop());

  const call: typeof desk.call = (path, init) => desk.call(path, init);

  describe('what is wrong with a request', () => {
    const open = '/api/v1/cases';
    const post = (body: string | Buffer | null, headers: Record<string, string> = json, path = open) =>
      call(path, { method: 'POST', body, headers });

    it('given several wrong fields, then every one is named and none is repeated', async () => {
      const answer = await post(
        JSON.stringify({ name: '陈'.repeat(30), papers: [{ kind: '陈小明的户口簿' }], surplus: 1 }),
      );
      const body = await expectProblem(answer, 400, 'BAD_INPUT');

      expect(body.errors?.map(({ in: place, path, code }) => `${place} ${path} ${code}`).toSorted()).toEqual([
        'body name TOO_LONG',
        'body papers.0.kind NOT_ALLOWED_VALUE',
        'body surplus UNKNOWN_FIELD',
      ]);
      expect(JSON.stringify(body)).not.toContain('陈');
    });

    it('given an empty body, then what is missing is named', async () => {
      const body = await expectProblem(await post('{}'), 400, 'BAD_INPUT');
      expect(body.errors).toMatchObject([
        { path: 'name', code: 'MISSING' },
        { path: 'papers', code: 'MISSING' },
      ]);
    });

    it.each<[string, string | Buffer, Record<string, string>, number, string]>([
      ['no body at all', '', json, 400, 'BAD_INPUT'],
      ['broken JSON', '{"name":', json, 400, 'BROKEN_JSON'],
      ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), json, 400, 'BROKEN_JSON'],
      ['a poisoned prototype', '{"__proto__":{"x":1}}', json, 400, 'BROKEN_JSON'],
      ['an array', '[]', json, 400, 'BAD_INPUT'],
      [
        'another content type',
        'name=x',
        { ...json, 'content-type': 'application/x-www-form-urlencoded' },
        415,
        'WRONG_CONTENT_TYPE',
      ],
      ['bytes for a JSON route', 'x', { ...json, 'content-type': 'image/jpeg' }, 415, 'WRONG_CONTENT_TYPE'],
      ['a content type that is none', 'x', { ...json, 'content-type': ';;;' }, 415, 'WRONG_CONTENT_TYPE'],
      ['too large a body', JSON.stringify('x'.repeat(70_000)), json, 413, 'TOO_LARGE'],
    ])('given %s, then the fitting problem', async (_, body, headers, status, code) => {
      await expectProblem(await post(body, headers), status, code);
    });

    it('given a photo too large, then TOO_LARGE; of the allowed size, then it arrives as bytes', async () => {
      const jpeg = { 'content-type': 'image/jpeg' };
      await expectProblem(await post(Buffer.alloc(1001), jpeg, `${open}/photo`), 413, 'TOO_LARGE');
      expect(await (await post(Buffer.alloc(1000), jpeg, `${open}/photo`)).json()).toEqual({ size: 1000 });
    });

    it.each([
      ['/api/v1/nothing', 'GET', 404, 'NOT_FOUND'],
      ['/api/v1/nothing', 'DELETE', 404, 'NOT_FOUND'],
      ['/api/v1/cases', 'OPTIONS', 405, 'METHOD_NOT_ALLOWED'],
      ['/api/v1/cases/%ZZ/accept', 'POST', 400, 'BAD_REQUEST'],
      ['/api/v1/cases/%FF%FE', 'GET', 400, 'BAD_REQUEST'],
      [`/api/v1/cases/${'x'.repeat(300)}/accept`, 'POST', 400, 'BAD_REQUEST'],
      ['/api/v1/cases?limit=0', 'GET', 400, 'BAD_INPUT'],
      ['/api/v1/cases?limit=ten&cursor=1', 'GET', 400, 'BAD_INPUT'],
      ['/api/v1/cases?cursor=%E5%BC%A0', 'GET', 400, 'BAD_INPUT'],
    ])('given %s %s, then %i %s', async (path, method, status, code) => {
      await expectProblem(await call(path, { method }), status, code);
    });

    it.each([
      ['/api/v1/cases/me?x=1', 'DELETE', 'GET, HEAD'],
      ['/api/v1/cases/77/accept', 'GET', 'POST'],
      ['/api/v1/cases', 'PUT', 'GET, HEAD, POST'],
      ['/openapi.json', 'POST', 'GET, HEAD'],
    ])('given %s %s, then METHOD_NOT_ALLOWED, and which it takes', async (path, method, allow) => {
      const answer = await call(path, { method });

      await expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
      expect(answer.headers.get('allow')).toBe(allow);
    });

    it.each([
      ['transfer-encoding: gzip, chunked', 400, 'BAD_REQUEST'],
      ['transfer-encoding: xchunked', 400, 'BAD_REQUEST'],
      ['content-encoding: gzip\r\ntransfer-encoding: chunked', 415, 'WRONG_CONTENT_TYPE'],
      ['transfer-encoding: Chunked', 401, 'NOT_SIGNED_IN'],
    ])('given a body with %s, then %i', async (coding, status, code) => {
      const head = `POST ${open} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json`;
      const text = await raw(desk.service.url, `${head}\r\n${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`);

      expect(text).toContain(`HTTP/1.1 ${status} `);
      expect(text).toContain(code);
    });

    it('given bytes that are no HTTP, then 400 and a closed connection', async () => {
      const text = await raw(desk.service.url, 'GET / HTTP/9.9\r\nx: \0\r\n\r\n');
      expect(text).toContain('HTTP/1.1 400');
      expect(text).toContain('BAD_REQUEST');
    });

    it('given headers beyond measure, then 431', async () => {
      const text = await raw(desk.service.url, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
      expect(text).toContain('HEADERS_TOO_LARGE');
    });

    it('given more requests than allowed, then TOO_MANY_REQUESTS', async () => {
      const ask = () => post(JSON.stringify({ code: 'x' }), json, `${open}/status`);
      for (let n = 0; n < 3; n++) expect((await ask()).status).toBe(200);
      const limited = await ask();

      expect(limited.headers.get('retry-after')).not.toBeNull();
      await expectProblem(limited, 429, 'TOO_MANY_REQUESTS');
    });

    it('given a proxy that is trusted, then whom it names is counted, an IPv6 household as one; else only the proxy is', async () => {
      const other = await aService([DeskController], {
        appUrl: desk.database.appUrl,
        issuer: desk.provider.issuer,
        trustedProxies: ['10.0.0.0/8', '127.0.0.1'],
      });
      const ask = async (url: string, forwarded: string) => {
        const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded };
        const answer = await fetch(`${url}${open}/status`, { method: 'POST', body: '{"code":"x"}', headers });
        return answer.status;
      };
      const askAll = async (url: string, forwarded: readonly string[]) => {
        const statuses = [];
        for (const address of forwarded) statuses.push(await ask(url, address));
        return statuses;
      };
      const household = ['2001:db8::1', '2001:db8::2:3', '2001:db8:0:0:ffff::', '2001:db8::4', '2001:db8:0:1::1'];
      const forged = ['6.6.6.6, 192.0.2.1', '7.7.7.7, 192.0.2.1', '8.8.8.8, 192.0.2.1, 10.1.2.3', 'x, 192.0.2.1'];

      expect(await askAll(other.url, household)).toEqual([200, 200, 200, 429, 200]);
      expect(await askAll(other.url, forged)).toEqual([200, 200, 200, 429]);
      expect(await askAll(other.url, ['no address', '192.0.2.2'])).toEqual([200, 200]);
      expect(await askAll(desk.service.url, ['192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'])).toContain(429);
      await other.stop();
    });

    it('given a rule refuses, then its code, status and words', async () => {
      const token = await desk.provider.sign({ ...claims, roles: ['accepting-officer'] });
      const answer = await call(`${open}/1/refuse`, {
        method: 'POST',
        headers: { 'idempotency-key': 'refused-1' },
        token,
      });
      const body = await expectProblem(answer, 409, 'FEE_NOT_SETTLED');
      expect(body).toMatchObject({ titleZh: '尚未缴费或减免', details: { due: 2000 } });
    });

    it('given the outside is away, then OUTSIDE_AWAY', async () => {
      await expectProblem(await call(`${open}/outside`), 503, 'OUTSIDE_AWAY');
    });

    it('given a value that slipped by its schema and that the database cannot hold, then BAD_INPUT, and a log line', async () => {
      const body = await expectProblem(await call(`${open}/unstorable`), 400, 'BAD_INPUT');

      expect(body.errors).toBeUndefined();
      expect(desk.service.lines.find((text) => text.includes(body.requestId) && text.includes('22P05'))).toBeDefined();
    });

    it('given a fault, then no detail goes out, and the log has its request id but not its words', async () => {
      for (const path of ['fault', 'query-fault']) {
        const body = await expectProblem(await call(`${open}/${path}`), 500, 'FAULT');
        expect(JSON.stringify(body)).not.toMatch(/陈小明|TypeError|at /);
        const line = await eventually(
          async () => desk.service.lines.find((text) => text.includes(body.requestId)),
          'a log line',
        );
        expect(line).toContain('"stack"');
      }
      expect(desk.service.lines.join('')).not.toMatch(/陈|1101011990|Bearer/);
    });
  });

  describe('lists', () => {
    it('given pages of two, when followed to the end, then every row once', async () => {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const answer = await call(`/api/v1/cases?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
        const { items, next } = (await answer.json()) as { items: { n: number }[]; next: string | null };
        seen.push(...items.map(({ n }) => n));
        expect(answer.headers.get('link')).toBe(next ? `</api/v1/cases?limit=2&cursor=${next}>; rel="next"` : null);
        cursor = next;
      } while (cursor);

      expect(seen).toEqual([1, 2, 3, 4, 5]);
    });
  });

  describe('what watches over it', () => {
    it('is live, and ready while the database is there', async () => {
      expect((await call('/health/live', { token: undefined })).status).toBe(200);
      const ready = await call('/health/ready', { token: undefined });
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', database: 'up', outside: [] }]);
    });

    it('given a migration is missing, then not ready', async () => {
      const empty = await aDatabase(migrations.slice(0, -1));
      const other = await aService([DeskController], { appUrl: empty.appUrl, issuer: desk.provider.issuer });
      const ready = await fetch(`${other.url}/health/ready`);

      expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', database: 'behind' }]);
      await other.stop();
      await empty.drop();
    });

    it('given the database drops every connection, then the service finds it again by itself', async () => {
      await desk.database.superuser.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [desk.database.name],
      );
      const isReady = async () => (await call('/health/ready', { token: undefined })).status === 200;

      expect(await eventually(isReady, 'ready again')).toBe(true);
    });

    it('counts requests by the template of their route, never by their address', async () => {
      await call('/api/v1/cases/case-77/accept', { method: 'POST', headers: json });
      const metrics = await (await call('/metrics', { token: undefined })).text();

      expect(metrics).toContain('http_route="/api/v1/cases/:id/accept"');
      expect(metrics).not.toContain('case-77');
      expect(desk.service.lines.join('')).not.toContain('case-77');
    });
  });

  describe('its documentation', () => {
    it('is OpenAPI 3.1 with the roles of each route and no dangling reference', async () => {
      const text = await (await call('/openapi.json', { token: undefined })).text();
      const document = JSON.parse(text) as Record<string, never> & {
        paths: Record<string, Record<string, Record<string, unknown>>>;
      };

      expect(document['openapi']).toBe('3.1.0');
      expect(document.paths['/api/v1/cases/{id}/accept']?.['post']).toMatchObject({
        'x-roles': ['accepting-officer'],
        'x-in-post': true,
        parameters: expect.arrayContaining([
          expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
          expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
        ]),
      });
      expect(document.paths['/api/v1/cases/photo']?.['post']?.['requestBody']).toMatchObject({
        content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
      });
      for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
        expect(text).toContain(`"${name}":{`);
      expect(text).not.toContain('_zod');
    });

    it('is a page that loads nothing from another host', async () => {
      const page = await call('/docs', { token: undefined });
      const html = await page.text();

      expect(html).not.toMatch(/https?:\/\//);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g))
        expect((await call(path ?? '', { token: undefined })).status).toBe(200);
    });
  });
});
