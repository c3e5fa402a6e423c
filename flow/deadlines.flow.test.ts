import { ApplicationsPage, ApplicationsWaiting, HistoryEntry, pageOf, ReviewsPage } from '@yidi/contracts';
import { County, Desk, eventually, registered, send, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');
const day = 86_400_000;

/** Moves the whole stack's time. */
async function move(change: { advance: number } | { reset: true }): Promise<void> {
  const { status, body } = await send(`${stack.clock}/clock`, { body: change });
  expect({ status, body }).toMatchObject({ status: 200, body: { missing: 0 } });
}

const actsIn = async (applicationId: string): Promise<string[]> => {
  const page = await county.reviewer.ask(pageOf(HistoryEntry), `/reviews/${applicationId}/history`);
  return page.items.map(({ act }) => act);
};

describe('time limits', () => {
  afterAll(() => move({ reset: true }));

  it('are noticed on both sides and reminded of by letter; a late issue is valid, nobody decides but the county', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    const opened = await county.received(taken.id);
    const halfway = Math.round((Date.parse(`${opened.dueOn}T12:00:00+08:00`) - Date.now()) / 2);

    await move({ advance: halfway + day });
    const warned = await eventually('a warning at the desk', async () => {
      const seen = await desk.see(taken.id);
      return seen.warned >= 50 ? seen : undefined;
    });
    expect(warned.state).toBe('accepted');
    await eventually('the reminder in the county', async () =>
      (await actsIn(taken.id)).some((act) => act.includes('remind')) ? true : undefined,
    );

    await move({ advance: halfway + day });
    const late = await county.received(taken.id);
    expect(late).toMatchObject({ state: 'open', warned: 100 });
    const queue = await county.reviewer.askEvery(ReviewsPage, '/reviews?late=true');
    expect(queue.map(({ applicationId }) => applicationId)).toContain(taken.id);
    const lateHere = await desk.clerk.askEvery(ApplicationsPage, '/applications?late=true');
    expect(lateHere.map(({ id }) => id)).toContain(taken.id);

    await county.issueFor(taken.id);
    expect((await desk.seeIn(taken.id, 'ordered')).state).toBe('ordered');
  });

  it('pass without a word from a holder: the card that nobody collects is reminded of once and listed, and waits on', async () => {
    const { id } = await desk.acceptFor(await registered(stack));
    await county.issueFor(id);
    await workshop.makeAndBring(id);
    await desk.seeIn(id, 'arrived');

    await move({ advance: 31 * day });
    await move({ advance: 31 * day });
    const listed = await desk.clerk.askEvery(ApplicationsPage, '/applications?uncollected=true');
    expect(listed.map((item) => item.id)).toContain(id);
    const waiting = await desk.clerk.ask(ApplicationsWaiting, '/applications/waiting');
    expect(waiting.uncollected).toBe(listed.length);
    const { items } = await desk.clerk.ask(pageOf(HistoryEntry), `/applications/${id}/history`);
    expect(items.filter(({ note }) => note['reminded'] === 'collection')).toHaveLength(1);
    expect((await desk.see(id)).state).toBe('arrived');
  });
});
