import { accepted, County, Desk, registered, send, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, type OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

/** Whose card lies on the desk's reader, whose finger is held to its scanner. */
const lay = async (body: { card?: string | null; finger?: 'own' | 'worn' | 'other' }) =>
  accepted(await send(`${stack.devices}/control/desk`, { method: 'PUT', body }), 'the devices');

const outage = async (mode: 'up' | 'down') =>
  accepted(await send(`${stack.devices}/control/outage`, { method: 'POST', body: { mode } }), 'the devices');

describe('a desk with card reader and finger scanner', () => {
  let browser: Browser;
  let clerk: OfficerScreen;

  beforeAll(async () => {
    [browser, clerk] = await atTheirScreens(stack, '990101-clerk-1');
  });
  afterAll(() => browser?.close());
  afterEach(() => Promise.all([lay({ card: null, finger: 'own' }), outage('up')]));

  it('fills the form from the card, takes fingers and compares one, and says in words what it cannot', async () => {
    const citizen = await registered(stack, { name: '陈𬱖' });
    const { page } = clerk;
    const value = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const says = (text: string | RegExp) => page.getByText(text).first().waitFor();

    // Nothing on the reader, nobody behind it: said where it was asked, and everything can be typed.
    await clerk.open('/desk');
    await page.getByRole('link', { name: '新受理' }).click();
    await press('读身份证');
    await says('读卡器上没有证件。请放好后再读。');
    await outage('down');
    await press('读身份证');
    await says(/读卡器、指纹仪没有应答/);
    await outage('up');
    expect(await clerk.axe()).toEqual([]);

    await lay({ card: citizen.citizenNumber });
    await press('读身份证');
    await says('已从证件读取，请与本人核对。');
    await says(/号码校验通过/);
    await says('990202 乙县公安局');
    expect([await value('公民身份号码'), await value('姓名')]).toEqual([citizen.citizenNumber, '陈𬱖']);

    await page.getByRole('button', { name: /^下一步/ }).click();
    expect(await value('常住户口所在地住址')).toBe(citizen.registeredAddress);
    await press('采集右手拇指');
    await says('已采集，质量 86（满分 100）。');
    await press('与读卡器上的证件比对指纹');
    await says('指纹与证件一致。');
    expect(await page.getByRole('radio', { name: '一致', exact: true }).isChecked()).toBe(true);
    await lay({ finger: 'worn' });
    await press('采集左手拇指');
    await says(/指纹没有采到/);
    await lay({ finger: 'other' });
    await press('与读卡器上的证件比对指纹');
    await says('指纹与证件不一致。');
    expect(await page.getByRole('radio', { name: '不一致', exact: true }).isChecked()).toBe(true);
    expect(await clerk.axe()).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });

  it('hands a card over by reading: whose finger, whose original card, who came for somebody', async () => {
    const [citizen, relative] = [await registered(stack), await registered(stack)];
    const taken = await desk.acceptFor(citizen);
    await county.issueFor(taken.id);
    await workshop.makeAndBring(taken.id);
    await desk.seeIn(taken.id, 'arrived');
    const { page } = clerk;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const says = (text: string) => page.getByText(text).first().waitFor();
    const isChosen = (name: string) => page.getByRole('radio', { name, exact: true }).isChecked();
    await clerk.open(`/counter?case=${taken.id}`);

    await lay({ card: relative.citizenNumber });
    await press('与读卡器上的证件比对指纹');
    await says('读卡器上是另一人的证件。请换上此人的证件。');
    await lay({ card: citizen.citizenNumber });
    await press('与读卡器上的证件比对指纹');
    await says('指纹与证件一致。');
    expect(await isChosen('是本人')).toBe(true);
    await press('读原证并登记交回');
    await says('是申请人本人的证件，已登记交回。');
    expect(await isChosen('已交回')).toBe(true);

    await page.getByRole('radio', { name: '代领人', exact: true }).check();
    await lay({ card: relative.citizenNumber });
    await press('读代领人的身份证');
    await says('已从证件读取，请与本人核对。');
    const value = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
    expect([await isChosen('是代领人本人'), await isChosen('不是代领人本人')]).toEqual([false, false]);
    expect([await value('代领人姓名'), await value('代领人公民身份号码')]).toEqual([
      relative.name,
      relative.citizenNumber,
    ]);
    expect(await clerk.axe()).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });
});
