import { aCentre, type Centre } from './centre.js';

describe('the card centre', () => {
  let centre: Centre;
  beforeAll(async () => {
    centre = await aCentre({ here: '990351', county: '990352', elsewhere: '990353' });
  });
  afterAll(() => centre?.stop());

  it('given its configuration and a migrated database, when started, then it is alive, ready and documented', async () => {
    const get = (path: string) => fetch(`${centre.url()}${path}`);
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    const { paths } = (await (await get('/openapi.json')).json()) as { paths: Record<string, object> };
    expect(
      Object.keys(paths)
        .filter((path) => path.startsWith('/api') && !path.startsWith('/api/v1/letters/'))
        .sort(),
    ).toEqual([
      '/api/v1/batches',
      '/api/v1/batches/{id}',
      '/api/v1/batches/{id}/prints',
      '/api/v1/cards',
      '/api/v1/cards/waiting',
      '/api/v1/cards/{id}',
      '/api/v1/cards/{id}/chip',
      '/api/v1/cards/{id}/destroy',
      '/api/v1/cards/{id}/history',
      '/api/v1/cards/{id}/photo',
      '/api/v1/cards/{id}/release',
      '/api/v1/cards/{id}/report-missing',
      '/api/v1/cards/{id}/spoil',
      '/api/v1/cards/{id}/verify',
      '/api/v1/changes',
      '/api/v1/parcels',
      '/api/v1/parcels/{id}',
      '/api/v1/parcels/{id}/receive',
      '/api/v1/parcels/{id}/report-lost',
      '/api/v1/reads',
    ]);
  });

  it('given a certified order, when walked to the point, then every step is told to intake', async () => {
    const made = await centre.made();
    const verified = await centre.verify(made);
    const parcel = await centre.ask('distributor-1', '/parcels', { body: { cardIds: [verified.id] } });
    const received = await centre.ask('distributor-1', `/parcels/${String(parcel.body['id'])}/receive`, {
      body: { scanned: [verified.id] },
      revision: 1,
    });

    expect([parcel.status, received.status]).toEqual([201, 200]);
    expect(received.body).toMatchObject({ state: 'received', revision: 2, missing: [], cardIds: [verified.id] });
    expect(await centre.lettersOf(made.applicationId)).toEqual(['card.made', 'card.dispatched', 'card.arrived']);
    expect((await centre.historyOf(made.id)).map(({ act, to }) => [act, to])).toEqual([
      ['order', 'ordered'],
      ['batch', 'batched'],
      ['take-result', 'made'],
      ['verify', 'verified'],
      ['dispatch', 'dispatched'],
      ['receive', 'arrived'],
    ]);
  });
});
