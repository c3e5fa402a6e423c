import { type PaperName, Papers, readReceiptProof } from '../src/index.js';
import { Pdf } from '../src/testing/pdf.js';
import { facts, number, person, rareName, specimens } from '../src/testing/specimens.js';

const papers = new Papers();
const code = '7KQ2M0XBR4WZT9A1CDEF3GHJ';
const names = Object.keys(specimens) as PaperName[];
const titles: Record<PaperName, string> = {
  'acceptance-form': '居民身份证异地受理登记表',
  receipt: '居民身份证异地受理回执',
  'missing-papers': '一次性告知书',
  'refusal-notice': '不予受理通知书',
  'suspension-notice': '暂不受理通知书',
  'fee-receipt': '居民身份证工本费收费凭据',
  'collection-slip': '居民身份证领取凭证',
  'batch-manifest': '制证批次清单',
};

describe('every paper of the bureau', () => {
  it.each(names)(
    '%s: is one tagged page with its title, says that it is a demonstration, and gives its text back',
    async (name) => {
      const { pdf, missing } = await papers.print(name, specimens[name]);
      const read = await Pdf.open(pdf);

      expect(read.pages).toBe(1);
      expect(await read.isTagged()).toBe(true);
      expect(pdf.toString('latin1')).toContain('pdfuaid:part');
      expect(await read.title()).toContain(titles[name]);
      const text = await read.text();
      expect(text).toContain(titles[name]);
      expect(text).toContain('演示样张');
      expect(text).toContain('第1份');
      expect(text).toContain(name === 'batch-manifest' ? '徐明' : rareName);
      expect(missing).toEqual([]);
    },
  );

  it('given a real one, then it is not marked as a demonstration', async () => {
    const { head, ...rest } = specimens.receipt;
    const { pdf } = await papers.print('receipt', { head: { ...head, demo: false, copy: 2 }, ...rest });
    const text = await (await Pdf.open(pdf)).text();
    expect(text).not.toContain('演示');
    expect(text).toContain('第2份');
  });

  it('given characters that no font here draws, then the paper and the answer name them', async () => {
    const words = '张\u{2FFFD}\uE123，见\u{2FFFD}';
    const { pdf, missing } = await papers.print('refusal-notice', { ...specimens['refusal-notice'], words });
    expect(missing).toEqual([
      { character: '\u{2FFFD}', codePoint: 'U+2FFFD' },
      { character: '\uE123', codePoint: 'U+E123' },
    ]);
    const text = await (await Pdf.open(pdf)).text();
    expect(text).toContain('张〔U+2FFFD〕〔U+E123〕，见〔U+2FFFD〕');
    expect(text).toContain('字库缺字：U+2FFFD、U+E123。');
  });

  it('given words that look like commands of the typesetter, then they are shown as they are', async () => {
    const words = '#panic("x") $x$ *b* _i_ `r` @ref <label> = h // c \\ #sys.inputs';
    const { pdf } = await papers.print('refusal-notice', { ...specimens['refusal-notice'], words });
    expect(await (await Pdf.open(pdf)).text()).toContain(words.replace(/\s/g, ''));
  });

  it('given that the fee went back, then its receipt says why, against which number and when', async () => {
    const { fee, ...rest } = specimens['fee-receipt'];
    const { pdf } = await papers.print('fee-receipt', {
      ...rest,
      fee: { ...fee, state: 'refunded', refundReceipt: '99010100120261123R0007' },
      refund: { after: 'refused-by-county', on: '2026-11-23' },
    });
    const text = await (await Pdf.open(pdf)).text();
    expect(text).toContain('99010100120261123R0007');
    expect(text).toContain('退费原因');
    expect(text).toContain('已退');
  });

  it('given an ethnicity, then the form has its name in both languages, and stays one page with the longest', async () => {
    const form = specimens['acceptance-form'];
    const printed = async (ethnicity: string) => {
      const { pdf } = await papers.print('acceptance-form', { ...form, form: { ...form.form, ethnicity } });
      return Pdf.open(pdf);
    };
    expect(await (await printed('04')).text()).toContain('藏Zang(Tibetan)');
    const longest = await printed('98');
    expect(await longest.text()).toContain('外国血统中国籍人士Chinesecitizenofforeigndescent');
    expect(longest.pages).toBe(1);
  });

  it('given data that are not those of the paper, then it is not printed', async () => {
    await expect(papers.print('receipt', { ...specimens.receipt, number: '1' })).rejects.toThrow(/number/);
  });
});

describe('the receipt', () => {
  const bottom: [number, number] = [0.55, 0.95];
  const thirds: [number, number][] = [
    [0, 0.36],
    [0.36, 0.64],
    [0.64, 1],
  ];

  it('A5: its codes are for the counter, the tracking page and the proof; no address holds a person', async () => {
    const { pdf } = await papers.print('receipt', specimens.receipt);
    const read = await Pdf.open(pdf);
    const [counter, track, verify] = await read.codes(...thirds.map((x) => ({ x, y: bottom })));

    expect(counter).toBe(`${code}7`);
    expect(track).toBe(`https://idcard.jia.example/track#${code}7`);
    expect(verify?.startsWith('https://idcard.jia.example/verify#YR1.')).toBe(true);
    expect(readReceiptProof(verify ?? '')?.facts).toEqual(facts);
    const text = await read.text();
    expect(text).toContain(number);
    expect(text).toContain('7KQ2-M0XB-R4WZ-T9A1-CDEF-3GHJ-7');
    expect(text).not.toContain(person.citizenNumber);
  });

  it('80 mm: has the same codes, one below the other', async () => {
    const { pdf } = await papers.print('receipt', { ...specimens.receipt, size: '80mm' });
    const [counter, track, verify] = await (
      await Pdf.open(pdf)
    ).codes({ x: [0, 1], y: [0.41, 0.56] }, { x: [0, 1], y: [0.56, 0.705] }, { x: [0, 1], y: [0.715, 0.88] });
    expect(counter).toBe(`${code}7`);
    expect(track).toContain('/track#');
    expect(readReceiptProof(verify ?? '')?.facts).toEqual(facts);
  });

  it('given a bureau without public pages, then the proof stands alone and nothing points to a page', async () => {
    const { pdf } = await papers.print('receipt', { ...specimens.receipt, publicAddress: null });
    const [verify] = await (await Pdf.open(pdf)).codes({ x: [0.5, 1], y: bottom });
    expect(verify).toMatch(/^YR1\./);
  });

  it('warm, takes at most 100 ms of the processor in 95 of 100', async () => {
    const times: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      const name = `王${String.fromCodePoint(0x4e00 + round * 37)}`;
      const before = process.cpuUsage();
      await papers.print('receipt', { ...specimens.receipt, name });
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    times.sort((a, b) => a - b);
    expect(times[Math.ceil(times.length * 0.95) - 1]).toBeLessThanOrEqual(100);
  });
});
