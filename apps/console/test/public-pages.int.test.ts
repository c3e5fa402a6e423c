import type { Browser, BrowserContext, Page } from 'playwright-core';
import { printedReceiptCode, ReceiptCode } from '@yidi/domain';
import { axeOn, openBrowser } from '@yidi/flow/screens';
import { smallTargets } from './small-targets.js';
import { lastFour, receiptCode, thePublicPages } from './public-desk.js';

const phone = { width: 360, height: 740 };
const largestPage = 20 * 1024;
const printed = printedReceiptCode(receiptCode);
const forms = ['', '/en', '/elder', '/elder/en'];

describe('the public pages', () => {
  let pages: Awaited<ReturnType<typeof thePublicPages>>;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [pages, browser] = await Promise.all([thePublicPages(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.stop();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  /** A person with a phone; every address that the browser goes to is noted. */
  const aPerson = async ({ scripts = true, viewport = phone } = {}) => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, locale: 'zh-CN' });
    contexts.push(context);
    const addresses: string[] = [];
    const bytes: number[] = [];
    const faults: string[] = [];
    const page = await context.newPage();
    page.on('request', (request) => void addresses.push(request.url()));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    page.on('response', (response) => {
      void response.body().then(
        (body) => bytes.push(body.length),
        () => undefined,
      );
    });
    return { page, context, addresses, bytes, faults, go: (path: string) => page.goto(`${pages.url}${path}`) };
  };
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${pages.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
  const answerAll = async (page: Page, where = 'other-province') => {
    for (const [question, value] of Object.entries({
      why: 'expiry',
      where,
      runsOut: 'soon',
      changed: 'no',
      age: 'adult',
      soldier: 'no',
    })) {
      await page.locator(`input[name=${question}][value=${value}]`).check();
    }
    await page.locator('button').click();
    await page.waitForLoadState();
  };

  it('given no scripts, when somebody asks whether they can do it here, then they are told with papers, fee and time', async () => {
    const { page, go } = await aPerson({ scripts: false });
    await go('/');
    await page.getByRole('link', { name: '我能在这里办吗？' }).click();
    await page.waitForLoadState();
    expect(await page.locator('fieldset').count()).toBe(6);
    await answerAll(page);

    const answer = page.locator('.answer');
    expect(await answer.innerText()).toMatch(
      /可以在这里办[\s\S]*原居民身份证[\s\S]*20元[\s\S]*发改价格〔2003〕2322号[\s\S]*45天[\s\S]*居民身份证法第十二条[\s\S]*信用/,
    );
    await answerAll(page, 'here');
    expect(await answer.innerText()).toMatch(/不能在这里办[\s\S]*户口在本地[\s\S]*依据/);
  });

  it('given questions left open, then each is named at the top and at its place', async () => {
    const { page, go } = await aPerson({ scripts: false });
    await go('/check');
    await page.locator('input[name=why][value=loss]').check();
    await page.locator('button').click();
    await page.waitForLoadState();
    expect(await page.title()).toMatch(/^错误：/);
    expect(await page.locator('.faults li').count()).toBe(4);
    expect(await page.locator('fieldset.fault').count()).toBe(4);
    expect(await page.locator('input[name=why][value=loss]').isChecked()).toBe(true);
  });

  it('given no scripts, when the code is typed, then the card is found; the address, the title and the referrer hold nobody', async () => {
    const { page, go, addresses } = await aPerson({ scripts: false });
    await go('/track');
    await page.getByLabel('回执码').fill(` ${printed.toLowerCase().replace(/(.{4})/g, '$1-')}`);
    await page.getByLabel('后四位').fill('００２ｘ');
    await page.getByRole('button', { name: '查询' }).click();
    await page.waitForLoadState();

    expect(await page.locator('.answer').innerText()).toMatch(
      /制证中[\s\S]*请等候短信[\s\S]*政务服务中心受理点[\s\S]*样本省甲县人民路1号[\s\S]*2026年11月20日[\s\S]*2027年1月4日/,
    );
    expect(await page.locator('[aria-current=step]').innerText()).toMatch(/制作/);
    const steps = await page.locator('.steps li').allInnerTexts();
    expect(steps.map((step) => step.replaceAll(/\s+/g, ' '))).toEqual([
      '受理点受理 ✓ 已完成 2026年11月20日 · 政务服务中心受理点',
      '户口所在地审核签发 ✓ 已完成 2026年11月23日 · 乙县公安局',
      '制作 ▶ 正在办理 · 甲县公安局',
      '送到受理点 ○ 下一步 · 政务服务中心受理点',
      '领取 ○ 尚未开始 · 政务服务中心受理点',
    ]);
    expect([...addresses, page.url(), await page.title()].join()).not.toMatch(/7kq2|002x/i);

    // Another language or size of the text shows the same answer, and still nobody stands in an address.
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForLoadState();
    expect(await page.locator('.answer').innerText()).toMatch(
      /Card is being made[\s\S]*Jia County Public Security Bureau · 政务服务中心受理点/,
    );
    await page.getByRole('button', { name: 'Large text' }).click();
    await page.waitForLoadState();
    await page.waitForURL('**/elder/en/track');
    expect(await page.locator('.answer').innerText()).toContain('Card is being made');
    expect([...addresses, page.url(), await page.title()].join()).not.toMatch(/7kq2|002x/i);
    const head = await fetch(`${pages.url}/track`);
    expect(head.headers.get('referrer-policy')).toBe('no-referrer');
    expect(head.headers.get('cache-control')).toBe('no-store');
  });

  it('given the code of a receipt scanned by a phone, then the field is filled and the code never left the phone', async () => {
    const { page, go, addresses, faults } = await aPerson();
    pages.state.asked.length = 0;
    await go(`/track#${printed}`);
    expect(await page.getByLabel('回执码').inputValue()).toBe(printed);
    expect(page.url()).toBe(`${pages.url}/track`);
    expect(await page.evaluate('document.activeElement.id')).toBe('last-four');
    expect(addresses.every((address) => !new URL(address).pathname.includes('7KQ2'))).toBe(true);
    expect(pages.state.asked).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('given no scripts and something wrong, then it is said above and the focus stands where it is to be put right', async () => {
    const { page, go } = await aPerson({ scripts: false });
    const focused = () => page.locator(':focus').getAttribute('id');
    const submit = async (code: string, four: string) => {
      await page.locator('#code').fill(code);
      await page.locator('#last-four').fill(four);
      await page.locator('button').click();
      await page.locator('.faults').waitFor();
    };
    await go('/track');
    await submit(printed, '12');
    expect(await focused()).toBe('last-four');
    await submit(`${receiptCode}0`, '12');
    expect(await focused()).toBe('code');
    await submit(printed, '0021');
    expect(await focused()).toBe('code');
    await go('/verify');
    await page.locator('#proof').fill('nothing');
    await page.locator('button').click();
    await page.locator('.faults').waitFor();
    expect(await focused()).toBe('proof');
  });

  it('given a wrong code and a code that nobody has, then the same is said; a mistyped one is said before anybody is asked', async () => {
    const words = async (code: string, four: string) => {
      const answer = await post('/track', { code, 'last-four': four });
      const [, box = ''] = /class="faults"[^>]*>(.*?)<\/div>/s.exec(await answer.text()) ?? [];
      return box;
    };
    const unknown = printedReceiptCode(ReceiptCode.parse('0'.repeat(24)));
    const wrongFour = await words(printed, '0021');
    expect(wrongFour).toContain('没有查到');
    expect(await words(unknown, lastFour)).toBe(wrongFour);

    pages.state.asked.length = 0;
    expect(await words(`${receiptCode}0`, lastFour)).toContain('抄写有误');
    expect(await words('', '12')).toMatch(/请填写回执码.*后四位应为/s);
    expect(pages.state.asked).toEqual([]);
  });

  it('given a promise that was not kept, then it is said; given a case that ended, then nothing is promised', async () => {
    const look = async () => (await post('/track', { code: printed, 'last-four': lastFour })).text();
    pages.setNow('2027-01-06T02:00:00.000Z');
    expect(await look()).toContain('已经超过承诺日期');
    pages.state.answer = { ...pages.answer, stage: 'refused', words: { zh: '未予办理，请看通知', en: 'Refused' } };
    expect(await look()).not.toContain('已经超过承诺日期');
    expect(await look()).toContain('没有进行');
    pages.state.answer = { ...pages.answer, stage: 'ready-to-collect' };
    expect(await look()).toContain('等您来领取');
    pages.state.answer = pages.answer;
    pages.setNow('2026-11-23T02:00:00.000Z');
  });

  it('given a receipt, then its proof is checked without scripts, or not, and what is wrong is said at its field', async () => {
    const { page, go } = await aPerson({ scripts: false });
    await go('/verify');
    const check = async (proof: string) => {
      await page.getByLabel('防伪码', { exact: true }).fill(proof);
      await page.getByRole('button', { name: '验证' }).click();
      await page.waitForLoadState();
    };
    await check('YR1.genuine');
    expect(await page.locator('.answer').innerText()).toMatch(/回执是真的[\s\S]*9901010012026112200001[\s\S]*20\.00元/);
    await check('YR1.forged');
    expect(await page.locator('.answer.no').innerText()).toMatch(/不是真的/);
    await check('<script>alert(1)</script>');
    expect(await page.locator('.faults').innerText()).toMatch(/没有抄全/);
    expect(await page.getByLabel('防伪码', { exact: true }).inputValue()).toBe('<script>alert(1)</script>');
    await page.getByLabel('公民身份号码').fill('1');
    await check('YR1.genuine');
    expect(await page.locator('.faults').innerText()).toMatch(/姓名和号码都要填对/);
  });

  it.each(forms)(
    'in the form “%s”: nothing against accessibility, targets for fingers, nothing sideways, nothing foreign, small',
    async (form) => {
      const elder = form.startsWith('/elder');
      const { page, go, addresses, bytes, faults } = await aPerson();
      const look = async (what: string) => {
        expect([what, await axeOn(page)]).toEqual([what, []]);
        expect([what, await smallTargets(page, elder ? 60 : 44)]).toEqual([what, []]);
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect([what, wide]).toEqual([what, phone.width]);
      };
      const path = (rest: string): string => `${form}${rest}` || '/';

      await go(path(''));
      await look('choice');
      await go(path('/check'));
      await page.locator('button').click();
      await page.waitForLoadState();
      await look('questions left open');
      await answerAll(page);
      await look('can');
      await answerAll(page, 'here');
      await look('cannot');
      await go(path('/track'));
      await look('track');
      const submit = async (code: string) => {
        await page.locator('#code').fill(code);
        await page.locator('#last-four').fill(lastFour);
        await page.locator('button').click();
        await page.waitForLoadState();
      };
      await submit('123');
      await look('mistyped');
      await submit(printed);
      await look('found');
      expect(await page.locator('html').getAttribute('lang')).toBe(form.endsWith('en') ? 'en' : 'zh-CN');
      await go(path('/verify'));
      await page.locator('#proof').fill('YR1.genuine');
      await page.locator('button').click();
      await page.waitForLoadState();
      await look('verified');

      expect(addresses.filter((address) => !address.startsWith(pages.url) && !address.startsWith('data:'))).toEqual([]);
      expect(Math.max(...bytes)).toBeLessThan(largestPage);
      expect(faults).toEqual([]);
    },
  );

  it('in English says nothing in Chinese but names, and in Chinese no sentence in English', async () => {
    const english = await (await fetch(`${pages.url}/en/check`)).text();
    expect(english.replace(/<style[\s\S]*?<\/style>/, '').match(/\p{Script=Han}+/gu)).toEqual(['中文']);
    const chinese = await (await fetch(`${pages.url}/check`)).text();
    const words = chinese
      .replace(/<style[\s\S]*?<\/style>/, '')
      .replace(/<[^>]*>/g, ' ')
      .match(/[A-Za-z]{2,}/g);
    expect(words).toEqual(['English']);
  });

  it('given the elder version once, then it is remembered with its size, until the standard one is asked for', async () => {
    const { page, go } = await aPerson({ scripts: false, viewport: { width: 320, height: 640 } });
    await go('/');
    await page.getByRole('link', { name: '长辈版' }).click();
    await page.waitForLoadState();
    const size = () => page.evaluate('getComputedStyle(document.body).fontSize');
    expect(await size()).toBe('24px');
    await page.getByRole('link', { name: '最大', exact: true }).click();
    await page.waitForLoadState();
    expect(await size()).toBe('30px');
    expect(await page.locator('nav [aria-current=true]').innerText()).toMatch(/✓\s+最大/);
    for (const path of ['/elder', '/elder/en', '/elder/check', '/elder/en/check', '/elder/track', '/elder/en/verify']) {
      await go(path);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 320]);
    }
    await go('/');
    expect(new URL(page.url()).pathname).toBe('/elder');
    expect(await size()).toBe('30px');
    await page.getByRole('link', { name: '标准版' }).click();
    await page.waitForLoadState();
    await go('/');
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await size()).toBe('17px');
  });

  it('printed, shows the answer and neither form nor menus', async () => {
    const { page, go } = await aPerson();
    await go('/check');
    await answerAll(page);
    await page.emulateMedia({ media: 'print' });
    const shown = await Promise.all(
      ['.answer', 'form', 'header', 'footer'].map((part) => page.locator(part).isVisible()),
    );
    expect(shown).toEqual([true, false, false, false]);
  });

  it('given an intake that is away, then that is said and nothing else; given too many questions, then to wait', async () => {
    pages.state.away = true;
    const away = await post('/track', { code: printed, 'last-four': lastFour });
    expect([away.status, await away.text()]).toEqual([503, expect.stringContaining('过几分钟再试')]);
    pages.state.away = false;

    const many = await Promise.all(Array.from({ length: 35 }, () => post('/en/track', { code: '', 'last-four': '' })));
    const last = many.filter(({ status }) => status === 429);
    expect(last.length).toBeGreaterThanOrEqual(5);
    expect(await last[0]?.text()).toContain('Try again in a minute');
  });

  it('has a policy that admits its own style, its one script and nothing else', async () => {
    const policyOf = async (path: string) =>
      (await fetch(`${pages.url}${path}`)).headers.get('content-security-policy');
    expect(await policyOf('/check')).toMatch(/^default-src 'none'; style-src 'nonce-[^']+'; script-src 'none';/);
    expect(await policyOf('/track')).toMatch(
      /script-src 'nonce-[^']+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(await policyOf('/track')).not.toBe(await policyOf('/track'));
  });
});
