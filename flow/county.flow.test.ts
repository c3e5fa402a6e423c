import { County, Desk, registered, Workshop } from '@yidi/flow';
import { portrait } from '@yidi/stand-ins';
import { theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('the county of registration', () => {
  it('refuses with reason and contact; the desk has both and the fee goes back', async () => {
    const taken = await desk.acceptFor(await registered(stack));

    await county.refuseFor(taken.id, '身份无法确认。');

    const told = await desk.seeIn(taken.id, 'refused-by-county');
    expect(told).toMatchObject({
      refusal: { by: 'county', code: 'identity-not-confirmed', words: '身份无法确认。', contact: county.contact },
      fee: { state: 'refund-due' },
    });
  });

  it('returns a case with every item at once; the desk corrects it, the number and the clocks stay, it is issued', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen);
    const whole = taken.clocks.find(({ name }) => name === 'whole');

    await county.returnFor(taken.id, [
      { item: 'photo', code: 'photo-quality', text: '照片反光，请重拍。' },
      { item: 'residenceAddress', code: 'question', text: '门牌号不全。' },
    ]);
    const returned = await desk.seeIn(taken.id, 'returned');
    expect(returned.returned?.items.map(({ item }) => item)).toEqual(['photo', 'residenceAddress']);

    const retaken = await desk.attach(returned, 'photo', await portrait(120));
    const withPurpose = await desk.clerk.try(`/applications/${taken.id}?purpose=handling`);
    const { form } = withPurpose.body as { form: Record<string, unknown> };
    const half = await desk.clerk.try(`/applications/${taken.id}/correct`, {
      body: { answers: [{ item: 'photo', text: '已重拍' }], form },
      revision: retaken.revision,
    });
    expect(half).toMatchObject({ status: 422, body: { code: 'ITEMS_UNANSWERED' } });
    const corrected = await desk.act(retaken, 'correct', {
      answers: [
        { item: 'photo', text: '已重拍' },
        { item: 'residenceAddress', text: '已补全' },
      ],
      form: { ...form, residenceAddress: '样本市甲县和平里八号院二单元301室' },
    });
    expect(corrected.state).toBe('corrected');

    const again = await county.received(taken.id, 'open');
    const newPhoto = retaken.papers.find(({ kind }) => kind === 'photo');
    expect(again.papers).toContainEqual(newPhoto);
    await county.issueFor(taken.id);
    const ordered = await desk.seeIn(taken.id, 'ordered');
    expect(ordered.acceptanceNumber).toBe(taken.acceptanceNumber);
    expect(ordered.clocks.find(({ name }) => name === 'whole')).toEqual(whole);
    expect((await workshop.makeAndBring(taken.id)).state).toBe('arrived');
  });

  it('has two people decide: who reviewed does not issue', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    const reviewed = await county.recommendIssue(await county.claim(await county.received(taken.id)));

    const byReviewer = await county.reviewer.try(`/reviews/${taken.id}/issue`, {
      body: {},
      revision: reviewed.revision,
    });

    expect(byReviewer.status).toBe(403);
    expect((await county.issue(reviewed)).state).toBe('issued');
  });
});

describe('two things at once', () => {
  it('two points accept the same person: one live application stands, the other is told its number and place', async () => {
    const citizen = await registered(stack);
    const other = new Desk(stack, '990101', 2);

    const both = await Promise.allSettled([desk.open(citizen, 'expiry'), other.open(citizen, 'expiry')]);

    const opened = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as { problem: unknown }] : []));
    expect(opened).toHaveLength(1);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.problem).toMatchObject({
      code: 'LIVE_APPLICATION_EXISTS',
      details: { point: opened[0]?.point },
    });
  });

  it('withdrawn while being issued: both sides end alike, nothing is made of a withdrawn application', async () => {
    for (let round = 0; round < 4; round += 1) {
      const taken = await desk.acceptFor(await registered(stack));
      const reviewed = await county.recommendIssue(await county.claim(await county.received(taken.id)));

      const [withdrawal] = await Promise.all([
        desk.clerk.try(`/applications/${taken.id}/withdraw`, {
          body: { reason: 'applicant-wish' },
          revision: taken.revision,
        }),
        county.issuer.try(`/reviews/${taken.id}/issue`, { body: {}, revision: reviewed.revision }),
      ]);

      const ends =
        withdrawal.status === 200
          ? ({ desk: 'withdrawn', county: 'withdrawn', cards: [] } as const)
          : ({ desk: 'ordered', county: 'issued', cards: ['ordered'] } as const);
      await desk.seeIn(taken.id, ends.desk);
      await county.received(taken.id, ends.county);
      for (const state of ends.cards) await workshop.cardIn(taken.id, state);
      expect((await workshop.cardsOf(taken.id)).map(({ state }) => state)).toEqual(ends.cards);
    }
  });
});
