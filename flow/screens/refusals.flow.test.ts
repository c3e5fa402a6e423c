import { paperWords, type RuleId, ruleWords } from '@yidi/domain';
import { type Citizen, County, Desk, eventually, registered, scan, send } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import { Pdf } from '@yidi/papers/testing/pdf';
import type { Browser } from 'playwright-core';
import { atTheirScreens, OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');

describe('refusals on screens', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let officer: OfficerScreen;

  beforeAll(async () => {
    [browser, clerk, officer] = await atTheirScreens(stack, '990101-clerk-1', '990101-accepting-officer-1');
  });
  afterAll(() => browser?.close());

  const screened = async (citizen: Citizen, changes: Record<string, unknown> = {}): Promise<string> =>
    (await desk.screen(await desk.attachAll(await desk.open(citizen, 'expiry', changes)))).id;
  const finding = async (screen: OfficerScreen, id: string, rule: RuleId) => {
    await screen.open(`/desk/${id}?step=screening`);
    const seen = screen.page.getByRole('article').filter({ hasText: ruleWords[rule].name.zh });
    await seen.waitFor();
    return seen;
  };
  /** From the number on the first page to the list behind it, and from there to the case. */
  const fromMyWork = async (screen: OfficerScreen, tile: string, id: string): Promise<void> => {
    const { page } = screen;
    await screen.open('/');
    await page.getByRole('link', { name: new RegExp(`^[1-9].*${tile}$`) }).click();
    const row = page.locator(`tr[data-row-key="${id}"]`);
    await row.waitFor();
    await page.getByRole('combobox', { name: '等待办理' }).waitFor();
    await row.click();
    await page.waitForURL(`**/desk/${id}`);
  };
  const printed = async (screen: OfficerScreen, paper: string): Promise<string> =>
    (await Pdf.open(await screen.print(paper))).text();
  /** The officer refuses at a finding, in words, and prints the notice. */
  const refuse = async (id: string, rule: RuleId, words: string): Promise<void> => {
    const seen = await finding(officer, id, rule);
    await seen.getByRole('button', { name: '不予受理', exact: true }).click();
    await seen.getByLabel('告知申请人的理由').fill(words);
    expect(await officer.axe()).toEqual([]);
    await seen.getByRole('button', { name: '不予受理并告知申请人' }).click();
    await desk.seeIn(id, 'refused-here');
    await officer.page.getByText(words).first().waitFor();
    const notice = await printed(officer, '不予受理通知书');
    expect(notice).toContain('不予受理通知书');
    expect(notice).toContain(words.replace(/\s/g, ''));
    expect(officer.faults).toEqual([]);
  };

  it('first: who never had a card is sent to the place of registration, with a notice', async () => {
    const id = await screened(await registered(stack, { lastCard: null }));
    await refuse(id, 'first-time', '首次申领请到常住户口所在地办理。');
  });

  it('second: a face that has changed without fingerprints to compare is suspended with a notice, and taken up again', async () => {
    const citizen = await registered(stack);
    await registered(stack, {
      ...citizen,
      lastCard: citizen.lastCard && { ...citizen.lastCard, hasFingerprints: false },
    });
    const id = await screened(citizen, { appearanceChanged: true, fingerprintComparison: 'not-compared' });
    const seen = await finding(officer, id, 'appearance');
    await seen.getByRole('button', { name: '暂不受理', exact: true }).click();
    await seen.getByLabel('告知申请人的理由').fill('请先到户口所在地核实身份。');
    await seen.getByRole('button', { name: '暂不受理并告知申请人' }).click();

    expect(await printed(officer, '暂不受理告知书')).toContain('请先到户口所在地核实身份。');
    expect((await desk.see(id)).state).toBe('suspended');
    await officer.page.getByRole('button', { name: '不予受理', exact: true }).waitFor();
    expect(await officer.axe()).toEqual([]);
    await officer.page.getByRole('button', { name: '申请人已补充材料，恢复办理' }).click();
    await desk.seeIn(id, 'draft');

    // The two papers that lift it are brought and attached; an officer looks and says that it is lifted.
    await officer.open(`/desk/${id}?step=papers`);
    for (const paper of ['household-register', 'passport'] as const) {
      const slot = officer.page.getByRole('group', { name: paperWords[paper].zh });
      await slot
        .locator('input[type=file]')
        .setInputFiles({ name: 'f', mimeType: 'image/jpeg', buffer: await scan(paper) });
      await slot.getByText('已采集').waitFor();
    }
    await officer.open(`/desk/${id}?step=screening`);
    await officer.page.getByRole('button', { name: '开始核查' }).click();
    const judged = officer.page.getByRole('article').filter({ hasText: ruleWords.appearance.name.zh });
    await judged.getByRole('button', { name: '认定', exact: true }).click();
    await judged.getByLabel('认定理由').fill('户口簿与护照相互印证，系同一人。');
    expect(await officer.axe()).toEqual([]);
    await judged.getByRole('button', { name: /^认定：/ }).click();
    await officer.page.getByText('没有发现问题，可以受理。').waitFor();
    expect(officer.faults).toEqual([]);
  });

  it('third: a record of misused papers is for an officer in post; a clerk is told so', async () => {
    const record = { id: 'misuse-9', act: 'forge', document: 'passport', from: '2020-01-01', until: null } as const;
    const id = await screened(await registered(stack, { integrityRecords: [{ ...record, recordedBy: '乙县公安局' }] }));
    const seen = await finding(clerk, id, 'integrity');
    await seen.getByText('须由在编受理民警处理').waitFor();
    expect(await seen.getByRole('button').count()).toBe(0);
    await fromMyWork(officer, '核查结果待处理', id);
    await refuse(id, 'integrity', '经核实存在使用伪造证件的记录。');
    expect(clerk.faults).toEqual([]);
  });

  it('given a card that is good for longer, then what one officer sets aside waits for a supervisor, then for its acceptance', async () => {
    const citizen = await registered(stack);
    const lastCard = citizen.lastCard && { ...citizen.lastCard, validUntil: '2046-01-10' };
    const early = await registered(stack, { ...citizen, lastCard });
    const paid = await desk.takeFee(await desk.screen(await desk.attachAll(await desk.open(early, 'expiry'))));
    const { id } = paid;
    const settled = { rule: 'renewal-window', verdict: 'lifted', grounds: '卡面已损，提前换领。' };
    await desk.act(paid, 'settle-finding', settled, desk.officer);
    const supervisor = await OfficerScreen.signIn(browser, stack, '990101-supervisor-1');
    await fromMyWork(supervisor, '等待会签', id);
    await supervisor.open(`/desk/${id}?step=screening`);
    await supervisor.page.getByRole('button', { name: '会签同意' }).click();
    await fromMyWork(officer, '已缴费，待受理', id);
    await officer.page.getByRole('button', { name: /受理并发送至/ }).waitFor();
    expect([...officer.faults, ...supervisor.faults]).toEqual([]);
  });

  it('fourth: a record of the credit platform refuses once an officer has confirmed it', async () => {
    const citizen = await registered(stack);
    const { citizenNumber } = citizen;
    await send(`${stack.credit}/control/records`, { body: { citizenNumber, reason: '样本失信记录' } });
    const id = await screened(citizen);
    await refuse(id, 'credit', '经核实被列入失信名单。');
  });

  it('by the county: one recommends it, another decides, and the desk reads reason, words and whom to ask', async () => {
    const { id } = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(id));
    const reviewer = await OfficerScreen.signIn(browser, stack, '990202-reviewer-1', `/office/reviews/${id}`);
    const issuer = await OfficerScreen.signIn(browser, stack, '990202-issuer-1', '/office/reviews');
    const chooseFirst = async ({ page }: OfficerScreen): Promise<void> => {
      const reason = page.getByRole('combobox', { name: '原因' });
      await reason.press('Enter');
      await reason.press('Enter');
    };

    await reviewer.page.getByRole('button', { name: '建议不予签发', exact: true }).click();
    // Nothing is sent without a reason, and what is missing is said.
    await reviewer.page.getByRole('button', { name: '建议不予签发，交签发人' }).click();
    await reviewer.page.getByRole('alert').first().waitFor();
    await chooseFirst(reviewer);
    await reviewer.page.getByLabel('依据').fill('与户籍底卡比对不是同一人。');
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('button', { name: '建议不予签发，交签发人' }).click();
    await county.received(id, 'reviewed');

    await issuer.open(`/reviews/${id}`);
    await issuer.page.getByRole('button', { name: '不予签发', exact: true }).click();
    await chooseFirst(issuer);
    await issuer.page.getByLabel('说明（申请人会看到）').fill('身份未能核实，请到户口所在地办理。');
    expect(await issuer.axe()).toEqual([]);
    await issuer.page.getByRole('button', { name: '不予签发并告知甲县公安局' }).click();

    await desk.seeIn(id, 'refused-by-county');
    await clerk.open(`/cases/${id}`);
    await clerk.page.getByText('身份未能核实，请到户口所在地办理。').first().waitFor();
    await eventually('whom to ask', async () =>
      (await clerk.page.locator('main').innerText()).includes('罗建国') ? true : undefined,
    );
    expect(await clerk.axe()).toEqual([]);
    expect([...reviewer.faults, ...issuer.faults, ...clerk.faults]).toEqual([]);
  });
});
