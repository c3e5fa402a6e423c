import { OnApplicationAccepted } from '../src/on-application-accepted/on-application-accepted.js';
import { aCitizenNumber, aCounty, type County, refusal } from './county.js';

/** As much of a JPEG as can be told from other files. */
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

describe('the photo on the last card, beside the one that came', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty({ own: '990323', desk: '990324', other: '990325' });
  });
  afterAll(async () => {
    await county?.stop();
  });

  /** A case that has come, and what the registry answers when it is asked for the photo. */
  const given = async (answer?: (citizenNumber: string) => object) => {
    const the = county.aCase();
    const { citizenNumber } = the.form;
    if (answer) county.registry.photos.set(citizenNumber, answer(citizenNumber));
    await county.handle(OnApplicationAccepted, county.letter('application.accepted', the.applicationId, the));
    return `/${the.applicationId}/registered-photo`;
  };
  const found = (citizenNumber: string) => ({ found: true, citizenNumber, jpeg: jpeg.toString('base64') });

  it('is shown to the officers who decide, for a purpose, and the look is logged', async () => {
    const path = await given(found);
    const answer = await county.get(`${path}?purpose=handling`, 'issuer');

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await answer.arrayBuffer()).equals(jpeg)).toBe(true);
    const reads: unknown[] = await county.source.query(
      'select officer_id, purpose, fields from read_log where subject_id = $1',
      [path.split('/')[1]],
    );
    expect(reads).toEqual([{ officer_id: '990323-issuer-1', purpose: 'handling', fields: ['registered-photo'] }]);
  });

  it('is shown to nobody without a purpose, and not to who does not decide: the registry is not even asked', async () => {
    const path = await given(found);
    const before = county.registry.asked;

    expect(await refusal(await county.get(path))).toEqual([400, 'BAD_INPUT']);
    for (const role of ['supervisor', 'auditor', 'administrator'] as const)
      expect(await refusal(await county.get(`${path}?purpose=handling`, role))).toEqual([403, 'NOT_ALLOWED']);
    expect(county.registry.asked).toBe(before);
  });

  it('is not there for somebody who never had a card', async () => {
    expect(await refusal(await county.get(`${await given()}?purpose=handling`))).toEqual([404, 'NOT_FOUND']);
  });

  it.each<[string, (citizenNumber: string) => object]>([
    ['about somebody else', () => found(aCitizenNumber())],
    [
      'that is no JPEG',
      (citizenNumber) => ({ ...found(citizenNumber), jpeg: Buffer.from('<svg/>').toString('base64') }),
    ],
    ['of too many bytes', (citizenNumber) => ({ found: true, citizenNumber, jpeg: `/9j/${'AAAA'.repeat(40_000)}` })],
  ])('is no answer %s, and can be asked for again', async (_which, answer) => {
    const path = `${await given(answer)}?purpose=handling`;
    expect(await refusal(await county.get(path))).toEqual([503, 'OUTSIDE_AWAY']);
  });

  it('can be asked for again when the registry was away', async () => {
    const path = `${await given(found)}?purpose=handling`;
    county.registry.away = true;
    const answer = await county.get(path);
    county.registry.away = false;

    expect(await refusal(answer)).toEqual([503, 'OUTSIDE_AWAY']);
    expect((await county.get(path)).status).toBe(200);
  });
});
