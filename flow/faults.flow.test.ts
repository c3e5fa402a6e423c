import { County, Desk, eventually, registered, Workshop } from '@yidi/flow';
import { control, inboxRecords, sendAgain, theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('when things go wrong', () => {
  it('the same letters delivered twice change nothing', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.issueFor(taken.id);
    await workshop.makeAndBring(taken.id);
    const waiting = await desk.seeIn(taken.id, 'arrived');
    const review = await county.received(taken.id, 'issued');

    for (const bureau of ['990101', '990202'])
      await sendAgain(stack, bureau, await inboxRecords(stack, bureau, taken.id));
    const marker = await desk.acceptFor(await registered(stack));
    await county.issueFor(marker.id);
    await workshop.cardIn(marker.id, 'ordered');

    expect(await desk.see(taken.id)).toEqual(waiting);
    expect(await county.received(taken.id, 'issued')).toEqual(review);
    expect(await workshop.cardsOf(taken.id)).toHaveLength(1);
  });

  it("B's services are down while A accepts: the desk goes on, the county has the cases when it is back", async () => {
    for (const service of ['intake', 'review', 'production']) await control(stack, `990202.${service}`, 'stop');

    const taken = [];
    for (let n = 0; n < 3; n += 1) taken.push(await desk.acceptFor(await registered(stack)));
    expect(taken.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);

    for (const service of ['intake', 'review', 'production']) await control(stack, `990202.${service}`, 'start');
    for (const { id } of taken) {
      await county.issueFor(id);
      await desk.seeIn(id, 'ordered');
    }
  });

  it('Kafka is killed in the middle and started again: nothing is lost, nothing doubled', async () => {
    const before = await desk.acceptFor(await registered(stack));
    await control(stack, 'kafka', 'kill');
    const during = await desk.acceptFor(await registered(stack));
    expect(during.state).toBe('accepted');
    await control(stack, 'kafka', 'start');
    const after = await desk.acceptFor(await registered(stack));

    for (const { id } of [before, during, after]) {
      await county.issueFor(id);
      await workshop.makeAndBring(id);
      expect(await workshop.cardsOf(id)).toHaveLength(1);
      expect((await desk.seeIn(id, 'arrived')).card).toMatchObject({ spoiled: 0 });
    }
  });

  it.each(['990101.intake', '990202.review', '990101.production'])(
    'kill -9 of %s on the road, and the road ends the same',
    async (victim) => {
      const citizen = await registered(stack);
      const taken = await desk.acceptFor(citizen);
      await control(stack, victim, 'crash');

      await county.issueFor(taken.id);
      await control(stack, victim, 'crash');
      await workshop.makeAndBring(taken.id);

      const waiting = await desk.seeIn(taken.id, 'arrived');
      const collected = await desk.handOver(waiting, taken.receiptCode);
      expect(collected.state).toBe('collected');
      const [only, ...more] = await eventually('the card collected', async () => {
        const cards = await workshop.cardsOf(taken.id);
        return cards[0]?.state === 'collected' ? cards : undefined;
      });
      expect(only?.attempt).toBe(1);
      expect(more).toEqual([]);
    },
  );
});
