import { County, Desk, registered, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { Keys, OfficerScreen, openBrowser, scanned } from '@yidi/flow/screens';

const stack = theStack();
// The other way round than other stories, so that nobody else's case waits for these officers.
const desk = new Desk(stack, '990202');
const county = new County(stack, '990101');
const workshop = new Workshop(stack, '990202');
const most = 12;

describe('whoever works with the keyboard alone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  const somebody = () => registered(stack, { division: '990101', registeredAddress: '样本省甲县城关镇中山路九号院' });

  it(`reviews a clean case, and one in which something differs, with at most ${most} keys from the queue to the queue`, async () => {
    const reviewer = await OfficerScreen.signIn(browser, stack, '990101-reviewer-1', '/office/reviews');
    const { page } = reviewer;
    const takeNext = async (id: string): Promise<Keys> => {
      await county.received(id);
      const keys = new Keys(page);
      await page.locator('h1:focus', { hasText: '审核' }).waitFor();
      await keys.press('Tab');
      await page.locator('button:focus', { hasText: '办理下一件' }).waitFor();
      await keys.press('Enter');
      await page.getByRole('button', { name: '建议签发，交签发人' }).waitFor();
      return keys;
    };

    const clean = await desk.acceptFor(await somebody());
    const few = await takeNext(clean.id);
    await few.press('Tab', 'a');
    await county.received(clean.id, 'reviewed');
    expect(few.pressed).toBeLessThanOrEqual(most);

    const citizen = await somebody();
    const other = { registeredAddress: `${citizen.registeredAddress}二号楼` };
    const differing = await desk.acceptFor(citizen, 'expiry', other);
    const more = await takeNext(differing.id);
    await more.press('Tab', 'n');
    await page.locator('tr[data-difference="true"]:focus').waitFor();
    // Without grounds it is not recommended; what is missing leads to its field.
    await more.press('a');
    await page.locator('.failure:focus').waitFor();
    await more.press('Tab', 'Enter');
    await page.locator('#grounds-registeredAddress:focus').waitFor();
    await more.write('楼号后来才有，系同一住址。');
    await more.pressUntil('Tab', '#main-act .ant-btn-primary');
    await more.press('Enter');
    await county.received(differing.id, 'reviewed');
    expect(more.pressed).toBeLessThanOrEqual(most);
    expect(reviewer.faults).toEqual([]);
  });

  it('hands a card over, from the scanned receipt to the next person', async () => {
    const citizen = await somebody();
    const taken = await desk.acceptFor(citizen);
    await county.issueFor(taken.id);
    await workshop.makeAndBring(taken.id);
    await desk.seeIn(taken.id, 'arrived');
    const clerk = await OfficerScreen.signIn(browser, stack, '990202-clerk-1', '/office/counter');
    const { page } = clerk;
    const keys = new Keys(page);
    await page.locator('#receipt:focus').waitFor();

    await keys.scan(taken.receiptCode);
    await page.locator('#last-four:focus').waitFor();
    await keys.press(...Array.from(citizen.citizenNumber.slice(-4)), 'Enter');
    await page.getByText(citizen.citizenNumber).waitFor();
    await keys.pressUntil('Tab', '[name=result]');
    await keys.press('Space');
    await keys.pressUntil('Tab', '[name=original]');
    await keys.press('Space');
    await keys.pressUntil('Tab', '#signed');
    await keys.press('Space');
    await keys.pressUntil('Tab', 'main .ant-btn-primary');
    await keys.press('Enter');
    await page.locator('button:focus', { hasText: '办理下一位' }).waitFor();
    await keys.press('Enter');
    await page.locator('#receipt:focus').waitFor();
    await desk.seeIn(taken.id, 'collected');
    // Five of them are the four characters and Enter, three pass by the devices, two tick that it is signed for.
    expect(keys.pressed).toBeLessThanOrEqual(5 + 3 + 2 + most);
    expect(clerk.faults).toEqual([]);
  });

  it('scans wherever the focus is: an input method that composes and single-letter keys stay out of it', async () => {
    const clerk = await OfficerScreen.signIn(browser, stack, '990202-clerk-1', '/office/counter');
    const { page } = clerk;
    await clerk.heading('领取').focus();
    // A letter that is being composed is no key of a scanner.
    await page.evaluate(`for (const code of ['KeyA', 'KeyB', 'KeyC', 'KeyD', 'Enter']) document.querySelector('h1').dispatchEvent(
      new KeyboardEvent('keydown', { code, key: code === 'Enter' ? 'Enter' : 'Process', isComposing: true, bubbles: true }))`);
    expect(await page.locator('#last-four').count()).toBe(0);
    // `?`, `/` and the letters of a panel would be keys of the console: in a scan they are not.
    await page.evaluate(scanned, 'JKNPAR7F');
    await page.locator('#last-four:focus').waitFor();
    await page.locator('main').getByText('JKNPAR7F').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(clerk.faults).toEqual([]);
  });
});
