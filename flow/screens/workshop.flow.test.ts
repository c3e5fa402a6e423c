import { type CardState, cardStateWords } from '@yidi/domain';
import { type Citizen, County, Desk, registered, send, Workshop } from '@yidi/flow';
import { asSuperuser, theStack } from '@yidi/flow/testing';
import { atTheirScreens, type OfficerScreen, scanned } from '@yidi/flow/screens';
import type { Browser } from 'playwright-core';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('the card centre at its screens', () => {
  let browser: Browser;
  let maker: OfficerScreen;
  let inspector: OfficerScreen;
  let distributor: OfficerScreen;
  let supervisor: OfficerScreen;

  beforeAll(async () => {
    [browser, maker, inspector, distributor, supervisor] = await atTheirScreens(
      stack,
      '990101-maker-1',
      '990101-inspector-1',
      '990101-distributor-1',
      '990101-supervisor-1',
    );
  });
  afterAll(() => browser?.close());

  /** Accepted here, issued there: the card is on order. */
  const ordered = async (citizen?: Citizen): Promise<string> => {
    const { id } = await desk.acceptFor(citizen ?? (await registered(stack)));
    await county.issueFor(id);
    return id;
  };

  it('print the manifest of a batch, each copy with its number', async () => {
    const batch = await workshop.batch(await ordered());
    await maker.open(`/batches/${batch.id}`);
    expect((await maker.print('制证批次清单')).subarray(0, 5).toString()).toBe('%PDF-');
    await maker.page.getByRole('status').filter({ hasText: '已打印第 1 份' }).waitFor();
    await maker.print('制证批次清单');
    await maker.page.getByRole('status').filter({ hasText: '已打印第 2 份' }).waitFor();
    expect(await maker.axe()).toEqual([]);
    expect(maker.faults).toEqual([]);
  });

  it('say in the batch why the machine could not make a card, and lead from there to its remake, back, and to its parcel', async () => {
    const id = await ordered();
    await workshop.failNext(1);
    const batch = await workshop.batch(id);
    await workshop.cardIn(id, 'spoiled');
    const { page } = maker;
    await maker.open('/batches?state=done');
    const row = page.getByRole('row', { name: '已完成' }).first();
    await row.waitFor();
    // Started, state, cards, made, not made, blanks used, by whom.
    expect((await row.getByRole('cell').allTextContents()).slice(-6, -1)).toEqual(['已完成', '1', '0', '1', '1']);
    expect(await maker.axe()).toEqual([]);
    await row.click();
    await maker.page.waitForURL(`**/batches/${batch.id}`);
    await page.getByRole('link', { name: '未制成：覆膜故障' }).click();
    await maker.heading('未制成：覆膜故障').waitFor();
    await page.getByText('设备制证失败：覆膜故障').waitFor();
    await page.getByRole('link', { name: '查看批次' }).waitFor();
    expect(await maker.axe()).toEqual([]);
    const remake = await workshop.makeAndBring(id);
    await page.getByRole('link', { name: `卡 ${remake.serial}` }).click();
    await maker.heading(`卡 ${remake.serial}`).waitFor();
    expect(await maker.axe()).toEqual([]);
    const { number } = await workshop.parcel(remake);
    await page.getByRole('link', { name: '未制成：覆膜故障' }).waitFor();
    await page.getByRole('link', { name: number }).click();
    await maker.heading(number).waitFor();
    expect(maker.faults).toEqual([]);
  });

  it('hold a card beside its specimen with the photo, asked for once, before they verify, and see what its chip says instead', async () => {
    const citizen = await registered(stack);
    const id = await ordered(citizen);
    await send(`${stack.cardMachine}/control/faults`, { body: { corruptNextChip: 1 } });
    await workshop.batch(id);
    const made = await workshop.cardIn(id, 'made');
    const { page } = inspector;
    const verify = page.getByRole('button', { name: '读取芯片并核验' });
    const differs = page.getByRole('table', { name: '芯片上与签发内容不符的项目' }).locator('tbody tr');

    await inspector.open(`/cards/${made.id}`);
    await page.getByText(/请先显示卡面内容/).waitFor();
    expect(await verify.count()).toBe(0);
    expect(await inspector.axe()).toEqual([]);
    await page.getByRole('button', { name: '显示卡面内容' }).click();
    await page.locator('.specimen img[src*="image%2Fjpeg"]').waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await verify.click();
    await differs.getByRole('cell').last().getByText(citizen.registeredAddress.slice(1, 4)).waitFor();
    const [field, certified, read] = await differs.locator('th, td').allTextContents();
    expect([field, certified]).toEqual(['住址', citizen.registeredAddress]);
    expect(read).not.toBe(certified);
    await page.getByRole('region', { name: '经过' }).getByText('未办成：').waitFor();
    expect(await inspector.axe()).toEqual([]);
    await page.getByRole('button', { name: '隐藏卡面内容' }).click();
    await page.getByRole('button', { name: '显示卡面内容' }).click();
    await page.locator('.specimen img[src*="image%2Fjpeg"]').waitFor();

    for (const item of ['photo', 'chip']) {
      const reads = `select officer_id as by from read_log where subject_id = '${made.id}' and fields ? '${item}'`;
      expect(await asSuperuser(stack, 'yidi_990101_production', reads)).toEqual([{ by: '990101-inspector-1' }]);
    }
    expect(inspector.faults).toEqual([]);
  });

  it('see what waits for them, each their own and the supervisor all of it, with the way to it', async () => {
    await workshop.cardIn(await ordered(), 'ordered');
    const own: readonly [OfficerScreen, ...CardState[]][] = [
      [maker, 'ordered'],
      [inspector, 'held', 'made', 'to-destroy'],
      [distributor, 'verified', 'dispatched', 'recalled'],
      [supervisor, 'ordered', 'held', 'made', 'to-destroy', 'verified', 'dispatched', 'recalled'],
    ];
    for (const [screen, ...states] of own) {
      await screen.open('/');
      const tiles = screen.page.getByRole('region', { name: '制证中心' }).getByRole('link');
      await tiles.filter({ hasText: /^\d/ }).first().waitFor();
      const names = (await tiles.allTextContents()).map((text) => text.replace(/^\d+( 以上)?/, ''));
      const oversees = screen === supervisor;
      const more = [
        ...(oversees || screen === inspector ? ['待销毁的废证'] : []),
        ...(oversees || screen === maker ? ['未完成的批次'] : []),
      ];
      expect(names).toEqual([...states.map((state) => cardStateWords[state].zh), ...more, '超期未办']);
      expect(await screen.axe()).toEqual([]);
    }
    const { page } = maker;
    await page.getByRole('link', { name: /未完成的批次/ }).click();
    await maker.heading('制证批次').waitFor();
    expect(await page.getByRole('checkbox', { name: '只看未完成' }).isChecked()).toBe(true);
    await page.goBack();
    await page.getByRole('link', { name: new RegExp(`^[1-9].*${cardStateWords.ordered.zh}`) }).click();
    await maker.heading('制证').waitFor();
    await page
      .getByRole('row', { name: new RegExp(cardStateWords.ordered.zh) })
      .first()
      .waitFor();
    await page.getByRole('checkbox', { name: '只看超期' }).click();
    await page.getByText('没有符合条件的记录。').waitFor();
    await inspector.page.getByRole('link', { name: /^[1-9].*待销毁的废证/ }).click();
    await inspector.page
      .getByRole('row', { name: new RegExp(cardStateWords.spoiled.zh) })
      .first()
      .waitFor();
    await distributor.open('/parcels');
    await distributor.page.getByRole('link', { name: '去选质检合格的证件' }).click();
    await distributor.heading('制证').waitFor();
    expect(new URL(distributor.page.url()).search).toBe('?state=verified');
    expect([maker, inspector, distributor, supervisor].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('open a parcel by the number on it, scanned or typed, and are told when there is none', async () => {
    const id = await ordered();
    await workshop.makeAndBring(id);
    const { number } = await workshop.parcel(await workshop.cardIn(id, 'arrived'));
    const { page } = distributor;
    await distributor.open('/parcels');
    const box = page.getByLabel(/包裹编号，打开包裹/);
    await box.fill('p0');
    await box.press('Enter');
    await page.getByRole('alert').getByText('没有编号为“P0”的包裹').waitFor();
    expect(await distributor.axe()).toEqual([]);
    await distributor.heading('包裹').focus();
    await page.evaluate(scanned, number);
    await distributor.heading(number).waitFor();
    expect(distributor.faults).toEqual([]);
  });
});
