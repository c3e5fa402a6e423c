import { ApplicationAccepted, AttachmentSent } from '@yidi/domain';
import { aCorrespondent, eventually, inboxesFor } from '@yidi/service/testing';
import { type Accepted, aCounty, aPhoto, type County, seen } from './county.js';

const [OWN, DESK, OTHER] = ['990320', '990321', '990322'];

describe('the county over Kafka', () => {
  let county: County;
  let desk: Awaited<ReturnType<typeof aCorrespondent>>;

  beforeAll(async () => {
    await inboxesFor(OWN, DESK);
    county = await aCounty({ own: OWN, desk: DESK, other: OTHER }, {});
    desk = await aCorrespondent({ bureau: DESK, service: 'intake', files: county.files });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
    await county?.stop();
  });

  /** The case with its photo, as a desk sends it: the photo first. */
  const send = (the: Accepted, { paper, bytes }: ReturnType<typeof aPhoto>): Promise<void> => {
    const about = { to: { bureau: OWN, service: 'review' }, subject: the.applicationId, time: county.clock.now() };
    return desk.send(
      { ...about, letter: AttachmentSent, payload: { applicationId: the.applicationId, paper }, bytes },
      { ...about, letter: ApplicationAccepted, payload: the },
    );
  };

  it('given a case sent by a desk, when the county issues, then the desk has the certification', async () => {
    const photo = aPhoto();
    const the = county.aCase({ papers: [photo.paper] });
    await send(the, photo);

    const open = await eventually(async () => {
      const answer = await county.get(`/${the.applicationId}`);
      return answer.status === 200 && seen(answer);
    }, 'the review is open');
    const paper = await county.get(`/${the.applicationId}/papers/${photo.paper.sha256}?purpose=handling`);
    expect(Buffer.from(await paper.arrayBuffer()).equals(photo.bytes)).toBe(true);

    const claimed = await seen(await county.act(open, 'claim'));
    const ready = await seen(await county.act(claimed, 'recommend', { body: { verdict: 'issue', settled: [] } }));
    const issued = await seen(await county.act(ready, 'issue', { role: 'issuer' }));

    const letter = await eventually(
      async () => desk.received.find(({ subject }) => subject === the.applicationId),
      'the certification is at the desk',
    );
    expect(letter).toMatchObject({
      type: 'application.issued',
      from: { bureau: OWN, service: 'review' },
      payload: { signed: { certification: { id: issued.certificationId, photoSha256: photo.paper.sha256 } } },
    });
  }, 60_000);

  it('given a second case of the same person, then the desk hears of the first', async () => {
    const photo = aPhoto();
    const first = county.aCase({ papers: [photo.paper] });
    const second = county.aCase({ form: first.form, papers: [photo.paper] });
    await send(first, photo);
    await eventually(async () => (await county.get(`/${first.applicationId}`)).ok, 'the first is open');
    await send(second, photo);

    const letter = await eventually(
      async () => desk.received.find(({ subject }) => subject === second.applicationId),
      'the refusal is at the desk',
    );
    expect(letter).toMatchObject({
      type: 'application.refused',
      payload: { firstApplication: { bureau: DESK, acceptanceNumber: first.acceptanceNumber } },
    });
  }, 60_000);
});
