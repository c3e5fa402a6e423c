import { County, Desk, registered, send } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, type OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');

describe('whose case it is, at the county’s screens', () => {
  let browser: Browser;
  let reviewer: OfficerScreen;
  let colleague: OfficerScreen;
  let supervisor: OfficerScreen;
  let issuer: OfficerScreen;

  beforeAll(async () => {
    [browser, reviewer, colleague, supervisor, issuer] = await atTheirScreens(
      stack,
      '990202-reviewer-1',
      '990202-reviewer-2',
      '990202-supervisor-1',
      '990202-issuer-1',
    );
  });
  afterAll(() => browser?.close());

  const open = async (screen: OfficerScreen, id: string): Promise<void> => {
    await screen.open(`/reviews/${id}`);
    await screen.page.getByRole('group').first().waitFor();
  };

  it('given a supervisor who takes a case away with a reason, then its reviewer is told at once, and their words are kept', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(taken.id));
    await open(reviewer, taken.id);
    await reviewer.page.getByText(/占用至/).waitFor();
    await reviewer.page.getByRole('button', { name: '建议不予签发', exact: true }).click();
    await reviewer.page.getByLabel('依据').fill('照片与底卡不符，须核实。');

    await open(supervisor, taken.id);
    await supervisor.page.getByText('正在审核此件').waitFor();
    const takeAway = supervisor.page.getByRole('button', { name: /收回/ });
    await takeAway.click();
    await supervisor.page.getByRole('alert').getByText('须写明原因').waitFor();
    await supervisor.page.getByLabel(/原因/).fill('审核人临时出差');
    expect(await supervisor.axe()).toEqual([]);
    await takeAway.click();
    await supervisor.page.getByText('无人认领').waitFor();

    const told = reviewer.page.getByRole('alert').filter({ hasText: '接办或收回' });
    await told.getByText('审核人临时出差').waitFor();
    await told.getByText('照片与底卡不符，须核实。').waitFor();
    expect(await reviewer.axe()).toEqual([]);
    expect([...reviewer.faults, ...supervisor.faults]).toEqual([]);
  });

  it('given a reviewer who has left a case, then it is marked free, and “next” hands it to a colleague', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(taken.id));
    await open(colleague, taken.id);
    await colleague.page.getByText('正在审核此件').waitFor();
    expect(await colleague.page.getByRole('button', { name: '接办此件' }).count()).toBe(0);

    const moved = await send(`${stack.clock}/clock`, { body: { advance: 31 * 60_000 } });
    expect(moved.status).toBe(200);
    await open(colleague, taken.id);
    await colleague.page.getByText('占用已到期').waitFor();
    await colleague.page.getByRole('button', { name: '接办此件' }).click();
    await colleague.page.getByRole('button', { name: '建议签发，交签发人' }).waitFor();
    expect((await county.received(taken.id, 'claimed')).claimedBy?.id).toBe('990202-reviewer-2');
    expect(colleague.faults).toEqual([]);
  });

  it('given cases in which nothing was settled, then the issuer sees the card and issues them together, each with its result', async () => {
    const ready = async (): Promise<string> => {
      const { id } = await desk.acceptFor(await registered(stack));
      await county.recommendIssue(await county.claim(await county.received(id)));
      return id;
    };
    const [first, second] = [await ready(), await ready()];
    await open(issuer, first);
    await issuer.page.getByRole('img', { name: '样本：人像面' }).waitFor();
    expect(await issuer.axe()).toEqual([]);

    await issuer.open('/reviews?state=reviewed');
    await issuer.page.getByRole('link', { name: '批量签发' }).click();
    await issuer.heading('批量签发').waitFor();
    await issuer.page.getByRole('checkbox').nth(1).waitFor();
    expect(await issuer.axe()).toEqual([]);
    await issuer.page.getByRole('button', { name: '全选' }).click();
    // One of them is decided elsewhere meanwhile, and the page must not learn of it by itself before the button is pressed.
    // Its questions stay unanswered: refused, they would say that the service is away, and no button works then.
    await issuer.page.route('**/api/review/**', (route) =>
      route.request().method() === 'GET' ? undefined : route.continue(),
    );
    await county.act(
      await county.received(second, 'reviewed'),
      'send-back',
      { words: '请再核对照片。' },
      county.issuer,
    );
    await issuer.page.getByRole('button', { name: /签发所选/ }).click();
    await issuer.page.getByText(/已签发 \d+ 件，未签发 1 件/).waitFor();
    await issuer.page.unroute('**/api/review/**');
    expect(await issuer.axe()).toEqual([]);
    await desk.seeIn(first, 'issued', 'ordered', 'made');
    await county.received(second, 'open');
    expect(issuer.faults).toEqual([]);
  });
});
