import { countyRefusalWords, paperWords, returnCodes, reviewStateWords } from '@yidi/domain';
import { County, Desk, OfficerAt, registered, send } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, type OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');

describe('the county at its screens', () => {
  let browser: Browser;
  let reviewer: OfficerScreen;
  let issuer: OfficerScreen;

  beforeAll(async () => {
    [browser, reviewer, issuer] = await atTheirScreens(stack, '990202-reviewer-1', '990202-issuer-1');
  });
  afterAll(() => browser?.close());

  /** A case opened at its address, as from a colleague's message. */
  const open = async (screen: OfficerScreen, id: string): Promise<void> => {
    await screen.open(`/reviews/${id}`);
    await screen.page.getByRole('group').first().waitFor();
  };

  it('reviews a clean case and issues it, without a mouse', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.received(taken.id);

    await open(reviewer, taken.id);
    await reviewer.page.getByRole('button', { name: '认领审核' }).press('Enter');
    await reviewer.page.getByText('6 项全部一致').waitFor();
    for (const name of ['本次照片', '原证照片']) await reviewer.page.getByRole('img', { name }).waitFor();
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('button', { name: '显示一致项' }).click();
    const ethnicity = reviewer.page.getByRole('row', { name: /^民族/ });
    expect(await ethnicity.getByRole('cell').allInnerTexts()).toEqual(['汉', '汉', '✓ 一致']);
    await reviewer.page.getByRole('button', { name: '显示字码' }).click();
    expect(await ethnicity.locator('.codes').allInnerTexts()).toEqual(['01', '01']);
    await reviewer.speak('en');
    const inEnglish = reviewer.page.getByRole('row', { name: /^Ethnicity/ }).getByRole('cell');
    expect(await inEnglish.first().innerText()).toMatch(/^Han/);
    await reviewer.speak('zh');
    const history = reviewer.page.getByRole('region', { name: '经过' }).getByRole('listitem');
    expect(await history.first().innerText()).toContain('认领审核任务');
    await reviewer.page.getByRole('button', { name: '收起一致项' }).press('a');
    await reviewer.heading('审核').waitFor();
    await reviewer.page.getByText(`${taken.acceptanceNumber} 已办理。`).waitFor();
    expect(await reviewer.axe()).toEqual([]);

    await open(issuer, taken.id);
    await issuer.page.getByRole('button', { name: '显示一致项' }).press('a');
    await issuer.heading('审核').waitFor();
    await desk.seeIn(taken.id, 'issued', 'ordered', 'made');
    expect([...reviewer.faults, ...issuer.faults]).toEqual([]);
  });

  it('takes the next case straight from My work', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.received(taken.id);
    const { page } = reviewer;
    await reviewer.open('/');
    await page.getByRole('region', { name: '户口所在地审核' }).getByRole('button', { name: '办理下一件' }).click();
    await page.getByRole('button', { name: '建议签发，交签发人' }).waitFor();
    expect(page.url()).toContain('/reviews/');
    await page.getByRole('button', { name: '放回待审核' }).click();
    expect(reviewer.faults).toEqual([]);
  });

  it('asks the registry again for the photo that it did not give', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(taken.id));
    const photos = reviewer.page.getByRole('group', { name: '照片对照' });
    await send(`${stack.registry}/control/outage`, { body: { mode: 'down' } });
    try {
      await open(reviewer, taken.id);
      await photos.getByText('暂时取不到照片').waitFor();
      expect(await reviewer.axe()).toEqual([]);
    } finally {
      await send(`${stack.registry}/control/outage`, { body: { mode: 'up' } });
    }
    await photos.getByRole('button', { name: '重试' }).click();
    await photos.getByRole('img', { name: '原证照片' }).waitFor();
  });

  it('sees what differs, character by character, and gives grounds before it recommends', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen, 'expiry', { registeredAddress: `${citizen.registeredAddress}甲` });
    await county.claim(await county.received(taken.id));

    await open(reviewer, taken.id);
    const difference = reviewer.page.getByRole('row', { name: /不一致/ });
    await difference.waitFor();
    expect(await difference.locator('mark').allInnerTexts()).toContain('甲');
    await reviewer.page.getByRole('button', { name: '建议签发，交签发人' }).click();
    await reviewer.page.getByRole('alert').waitFor();
    await reviewer.page.getByLabel(/仍可签发的依据/).fill('门牌已变更，系同一住址。');
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('button', { name: '建议签发，交签发人' }).click();
    await reviewer.heading('审核').waitFor();
    await county.received(taken.id, 'reviewed');

    await open(issuer, taken.id);
    const why = issuer.page.getByRole('region', { name: '审核意见的依据' });
    await why.getByText('门牌已变更，系同一住址。').waitFor();
    expect(await issuer.axe()).toEqual([]);
  });

  it('decides a refusal with the reviewer’s reason and words at hand, and may change them', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    const claimed = await county.claim(await county.received(taken.id));
    const grounds = '照片与底卡不是同一人。';
    await county.act(claimed, 'recommend', { verdict: 'refuse', code: 'identity-not-confirmed', grounds });

    await open(issuer, taken.id);
    const why = issuer.page.getByRole('region', { name: '审核意见的依据' });
    await why.getByText(countyRefusalWords['identity-not-confirmed'].zh).waitFor();
    await why.getByText(grounds).waitFor();
    await issuer.page.getByRole('button', { name: '显示一致项' }).press('f');
    await issuer.page.getByRole('button', { name: '不予签发并告知' }).waitFor();
    expect(await issuer.page.locator('.panel-form').innerText()).toContain(
      countyRefusalWords['identity-not-confirmed'].zh,
    );
    const explanation = issuer.page.getByLabel('说明（申请人会看到）');
    expect(await explanation.inputValue()).toBe(grounds);
    expect(await issuer.axe()).toEqual([]);
    await explanation.fill('照片与登记不符，请到户口所在地办理。');
    await issuer.page.getByRole('button', { name: '不予签发并告知' }).click();
    await issuer.heading('审核').waitFor();
    const { refusal } = await county.received(taken.id, 'refused');
    expect(refusal).toMatchObject({
      code: 'identity-not-confirmed',
      words: '照片与登记不符，请到户口所在地办理。',
    });
    expect(issuer.faults).toEqual([]);
  });

  it('sends a case back with what is to be looked at, and the next reviewer reads it until they recommend again', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.recommendIssue(await county.claim(await county.received(taken.id)));

    await open(issuer, taken.id);
    await issuer.page.getByRole('button', { name: '退回重新审核' }).click();
    const words = issuer.page.getByLabel('请重新审核什么（下一位审核人会看到）');
    await words.fill('照片');
    await issuer.page.getByRole('button', { name: '退回待审核' }).click();
    await issuer.page.getByRole('alert').waitFor();
    expect(await issuer.axe()).toEqual([]);
    await words.fill('照片与原证差别较大，请再核对。');
    await issuer.page.getByRole('button', { name: '退回待审核' }).click();
    await issuer.heading('审核').waitFor();

    await open(reviewer, taken.id);
    await reviewer.page.getByText(/退回重新审核$/).waitFor();
    expect(await reviewer.page.getByText('照片与原证差别较大').count()).toBe(0);
    await reviewer.page.getByRole('button', { name: '认领审核' }).click();
    await reviewer.page.getByText('照片与原证差别较大，请再核对。').waitFor();
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('button', { name: '建议签发，交签发人' }).click();
    await reviewer.heading('审核').waitFor();
    expect((await county.received(taken.id, 'reviewed')).sentBack).toBeNull();
    expect([...reviewer.faults, ...issuer.faults]).toEqual([]);
  });

  it('returns a case with everything that is to be put right', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(taken.id));

    await open(reviewer, taken.id);
    await reviewer.page.getByRole('button', { name: '退回补正' }).click();
    const item = reviewer.page.getByRole('combobox', { name: '需补正的项目' });
    await item.fill(paperWords.photo.zh);
    await item.press('Enter');
    const reason = reviewer.page.getByRole('combobox', { name: '原因' });
    await reason.press('Enter');
    await reason.press('Enter');
    await reviewer.page.getByLabel('说明（申请人会看到）').fill('照片反光，请重拍。');
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('button', { name: '退回甲县公安局补正' }).click();
    await reviewer.heading('审核').waitFor();
    const returned = await desk.seeIn(taken.id, 'returned');
    expect(returned.returned?.items).toEqual([{ item: 'photo', code: returnCodes[0], text: '照片反光，请重拍。' }]);
  });

  it.each([
    ['a colleague was faster', '990202-reviewer-2', '他人已先一步办理'],
    ['it was done by oneself in another window', '990202-reviewer-1', '您已在别处办理'],
  ])('is told that %s', async (_, by, words) => {
    const taken = await desk.acceptFor(await registered(stack));
    const first = await county.received(taken.id);
    await open(reviewer, taken.id);
    const claim = reviewer.page.getByRole('button', { name: '认领审核' });
    await claim.waitFor();
    // The page must not learn of it by itself before the button is pressed.
    await reviewer.page.route('**/api/review/**', (route) =>
      route.request().method() === 'GET' ? undefined : route.continue(),
    );
    await county.act(first, 'claim', {}, new OfficerAt(stack, by, 'review'));
    await claim.click();
    await reviewer.page.getByText(words).waitFor();
    await reviewer.page.unroute('**/api/review/**');
    expect((await county.received(taken.id, 'claimed')).claimedBy?.id).toBe(by);
  });

  it('shows whom nobody asked for only masked, and keeps the person out of address, title and storage', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen);
    await county.received(taken.id);
    await open(reviewer, taken.id);
    expect(await reviewer.page.locator('main').innerText()).not.toContain(citizen.name);
    await reviewer.page.getByRole('button', { name: '显示全部信息' }).click();
    await reviewer.page.getByText(citizen.citizenNumber).waitFor();
    const kept = await reviewer.page.evaluate(() =>
      JSON.stringify([location.href, document.title, Object.entries(localStorage), Object.entries(sessionStorage)]),
    );
    expect(kept).not.toContain(citizen.citizenNumber);
    expect(kept).not.toContain(citizen.name);
    await reviewer.page.getByText(reviewStateWords.open.zh).first().waitFor();
  });
});
