import { randomUUID } from 'node:crypto';
import { citizenNumberCheckDigit, paperWords } from '@yidi/domain';
import { County, Desk, registered } from '@yidi/flow';
import { asSuperuser, theStack } from '@yidi/flow/testing';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { atTheirScreens, OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const megabyte = 1024 * 1024;
const script = '<script>window.ran = 1</script><img src=x onerror="window.ran = 1">';
const noSuchDay = '11010119990231001';

/** What stands in an input, what is said about it at once. */
const ofPerson: [label: string, text: string, said: string][] = [
  ['公民身份号码', noSuchDay + citizenNumberCheckDigit(noSuchDay), '号码中的出生日期不存在'],
  ['公民身份号码', '110105491231002', '15位旧号码，请用18位公民身份号码'],
  ['公民身份号码', '十八位号码', '公民身份号码应为18位'],
  ['姓名', '王😀芳', '姓名中有不能使用的字符'],
  ['姓名', '\u202E芳王', '姓名中有不能使用的字符'],
  ['姓名', script, '姓名中有不能使用的字符'],
  ['姓名', '王'.repeat(51), '姓名过长'],
];
const ofForm: [label: string, text: string, said: string][] = [
  ['常住户口所在地住址', '幸福', '地址应为4至120字'],
  ['现居住地址', '样本市\u202E甲县和平里八号院', '文字中有不能使用的字符（控制符或不可见字符）'],
  ['联系电话', 'abc', '电话号码格式不对'],
  ['联系电话', script, '电话号码格式不对'],
];

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

describe('what people do wrong at the desk’s screens', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let officer: OfficerScreen;

  beforeAll(async () => {
    [browser, clerk, officer] = await atTheirScreens(stack, '990101-clerk-1', '990101-accepting-officer-1');
  });
  afterAll(() => browser?.close());

  const newForm = async (): Promise<Page> => {
    await clerk.open(`/desk/new/${randomUUID()}?fresh=yes`);
    await field(clerk.page, '姓名').waitFor();
    return clerk.page;
  };
  /** Types it, goes on, and finds the word at the field and in the summary; what was typed stays. */
  const isTold = async (page: Page, [label, text, said]: (typeof ofPerson)[number], goOn: RegExp): Promise<void> => {
    await field(page, label).fill(text);
    await field(page, label).blur();
    await page.locator('.field-fault', { hasText: said }).first().waitFor();
    await page.getByRole('button', { name: goOn }).click();
    const link = page.getByRole('alert').getByRole('link', { name: `${label}：${said}` });
    await link.click();
    expect(await field(page, label).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field(page, label).inputValue()).toBe(text);
    expect(await page.title()).toMatch(/^错误：/);
  };

  it('is said at the field and in the summary, which leads there; nothing typed is lost, and no script runs', async () => {
    const page = await newForm();
    for (const wrong of ofPerson) await isTold(page, wrong, /^下一步/);
    const { citizenNumber, name } = await registered(stack);
    await field(page, '公民身份号码').fill(citizenNumber);
    await field(page, '姓名').fill(name);
    await page.getByRole('button', { name: /^下一步/ }).click();
    await field(page, '常住户口所在地住址').waitFor();
    expect(await page.title()).not.toMatch(/^错误：/);
    for (const wrong of ofForm) await isTold(page, wrong, /^保存登记表/);
    expect(await clerk.axe()).toEqual([]);
    expect(await page.evaluate('window.ran')).toBeUndefined();

    // Back in the middle, and forward again.
    await page.goBack();
    await field(page, '姓名').waitFor();
    expect(await field(page, '姓名').inputValue()).toBe(name);
    await page.goForward();
    await field(page, '联系电话').waitFor();
    expect(await field(page, '联系电话').inputValue()).toBe(script);
    expect(clerk.faults).toEqual([]);
  });

  it('given one form in two tabs, then the older one is told that it is no longer saved, and opens the latest', async () => {
    const page = await newForm();
    await field(page, '姓名').fill('王芳');
    await page.getByText(/^已保存/).waitFor();
    const second = await clerk.context.newPage();
    await second.goto(page.url());
    await field(second, '姓名').fill('王芳芳');
    await second.getByText(/^已保存/).waitFor();
    await field(page, '姓名').fill('王小芳');
    await page.getByText(/已接着填写这份登记/).waitFor();
    expect(await field(page, '姓名').inputValue()).toBe('王小芳');
    await page.getByRole('button', { name: '打开最新内容' }).click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#field-name')?.value === '王芳芳');
    await second.close();
  });

  it('given files that are none, far too large, or taken by camera, then each is said or made to fit', async () => {
    const { id } = await desk.open(await registered(stack), 'expiry');
    await clerk.open(`/desk/${id}?step=papers`);
    const { page } = clerk;
    const slot = (kind: keyof typeof paperWords) => page.getByRole('group', { name: paperWords[kind].zh, exact: true });
    const put = (kind: keyof typeof paperWords, mimeType: string, buffer: Buffer) =>
      slot(kind).locator('input[type=file]').setInputFiles({ name: 'f', mimeType, buffer });

    await put('photo', 'image/jpeg', Buffer.alloc(10 * megabyte, 'x'));
    await slot('photo').getByText('这不是图片或 PDF 文件').waitFor();
    await put('original-card', 'application/pdf', Buffer.alloc(10 * megabyte, '%PDF-1.7 '));
    await slot('original-card').getByText('文件太大，压缩后仍超过 700 KB').waitFor();
    expect(await clerk.axe()).toEqual([]);

    const noise = {
      create: {
        width: 3000,
        height: 3000,
        channels: 3,
        background: 'white',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    } as const;
    const large = await sharp(noise).jpeg({ quality: 100 }).toBuffer();
    expect(large.length).toBeGreaterThan(megabyte);
    await put('photo', 'image/jpeg', large);
    await page.getByRole('button', { name: '使用这张照片' }).click();
    await slot('photo').getByText('已采集').waitFor();

    await slot('original-card').getByRole('button', { name: '拍照' }).click();
    expect(await clerk.axe()).toEqual([]);
    await page.getByRole('button', { name: '拍下' }).click();
    await slot('original-card').getByText('已采集').waitFor();
    await slot('photo').getByRole('button', { name: '拍照' }).click();
    await page.getByRole('button', { name: '拍下' }).click();
    await page.getByRole('button', { name: '使用这张照片' }).click();
    await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
    expect((await desk.see(id)).papers.map(({ kind }) => kind).toSorted()).toEqual(['original-card', 'photo']);
    expect(clerk.faults).toEqual([]);
  });

  it('given a double click on every button that acts, then each act is done once', async () => {
    const citizen = await registered(stack);
    const { id } = await desk.attachAll(await desk.open(citizen, 'expiry'));
    const reviewer = await OfficerScreen.signIn(browser, stack, '990202-reviewer-1', '/office/reviews');
    const issuer = await OfficerScreen.signIn(browser, stack, '990202-issuer-1', '/office/reviews');
    const twice = ({ page }: OfficerScreen, button: string | RegExp) =>
      page.getByRole('button', { name: button, exact: true }).dblclick();

    await officer.open(`/desk/${id}?step=screening`);
    await twice(officer, '开始核查');
    await officer.page.getByText('没有发现问题，可以受理。').waitFor();
    await officer.open(`/desk/${id}?step=fee`);
    await twice(officer, '收取 20 元现金');
    await officer.page.getByText(/已收 20 元/).waitFor();
    await officer.open(`/desk/${id}?step=check`);
    await twice(officer, '受理并发送至乙县公安局');
    await officer.page.getByRole('heading', { name: '已受理' }).waitFor();
    await county.received(id);
    await reviewer.open(`/reviews/${id}`);
    await twice(reviewer, '认领审核');
    await twice(reviewer, '建议签发，交签发人');
    await county.received(id, 'reviewed');
    await issuer.open(`/reviews/${id}`);
    await twice(issuer, /^签发，由/);
    await desk.seeIn(id, 'issued', 'ordered');

    for (const database of ['yidi_990101_intake', 'yidi_990202_review', 'yidi_990101_production']) {
      const acts = await asSuperuser(
        stack,
        database,
        `select act, count(*)::int as times from history where subject_id = '${id}' and act <> 'attach' group by act having count(*) > 1`,
      );
      expect([database, acts]).toEqual([database, []]);
    }
    expect([officer, reviewer, issuer].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
