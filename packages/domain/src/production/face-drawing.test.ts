import { readFileSync } from 'node:fs';
import { aCertification, anAddress, aName } from '../testing/index.js';
import { specimenFaces } from '../testing/faces.js';
import { drawFace, printed } from './face-drawing.js';
import { boxOf, cardSize, faceItems, FaceItemTooLong, faceLayout, fit, photoBox, width, wrap } from './face-layout.js';

const { face } = aCertification();
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const photo = `data:image/jpeg;base64,${Buffer.from('photo').toString('base64')}`;

describe('the layout of the card', () => {
  const boxes = faceItems.map((item) => ({ item, ...faceLayout[item] }));

  it('has the photo and every item on the card, none upon another', () => {
    for (const side of ['portrait', 'emblem']) {
      const there = boxes.filter((each) => each.side === side).map(({ box }) => box);
      if (side === 'portrait') there.push(photoBox);
      for (const [i, { x, y, width: wide, height }] of there.entries()) {
        expect(x >= 0 && y >= 0 && x + wide <= cardSize.width && y + height <= cardSize.height).toBe(true);
        for (const other of there.slice(i + 1)) {
          const beside = x + wide <= other.x || other.x + other.width <= x;
          const above = y + height <= other.y || other.y + other.height <= y;
          expect(beside || above).toBe(true);
        }
      }
    }
    expect([photoBox.width, photoBox.height]).toEqual([26, 32]);
  });

  it('makes room above each item for a second script, where the card has one', () => {
    for (const { item, second } of boxes) {
      const box = boxOf(item, true);
      expect(second === undefined || second.y + second.height <= box.y).toBe(true);
      expect(box.y + box.height).toBe(faceLayout[item].box.y + faceLayout[item].box.height);
      expect(boxOf(item, false)).toBe(faceLayout[item].box);
    }
  });
});

describe('a text in its place', () => {
  it('is as large as it can be, and smaller when it is long', () => {
    expect(fit('欧阳𬱖', faceLayout.name.box, faceLayout.name)).toMatchObject({ size: 4, lines: [{ text: '欧阳𬱖' }] });
    expect(fit('阿'.repeat(15), faceLayout.name.box, faceLayout.name).size).toBe(2.2);
  });

  it('breaks between characters: a character outside the BMP is one, no number is torn, no dot begins a line', () => {
    expect(wrap('样本省𠮷𠮷县1203室', 5)).toEqual(['样本省𠮷𠮷', '县1203室']);
    expect(wrap('人民路1203号', 4)).toEqual(['人民路', '1203号']);
    expect(wrap('阿卜杜·买买提', 3)).toEqual(['阿卜杜·', '买买提']);
    expect(wrap('', 3)).toEqual([]);
    expect(width('县12')).toBeCloseTo(2.16);
  });

  it.each([
    ['a name of 50 units', 'name', '阿'.repeat(50)],
    ['a name of 25 characters outside the BMP', 'name', '𠮷'.repeat(25)],
    ['an address of 40 units', 'address', '样本省乙自治州丙自治县丁街道办事处和平里社区人民路一百二十三弄四十五号楼'],
    ['an address of 120 units', 'address', '路'.repeat(120)],
    ['an address of 120 units with numbers', 'address', `样本省${'幸福路12345号'.repeat(13)}`],
  ] as const)('keeps every character of %s, within the box', (_, item, text) => {
    for (const bilingual of [false, true]) {
      const box = boxOf(item, bilingual);
      const { size, lines } = fit(text, box, faceLayout[item]);
      expect(lines.map((line) => line.text).join('')).toBe(text);
      for (const line of lines) {
        expect(width(line.text) * size).toBeLessThanOrEqual(box.width + 0.001);
        expect(line.y - size * 0.88).toBeGreaterThanOrEqual(box.y - 0.001);
        expect(line.y + size * 0.12).toBeLessThanOrEqual(box.y + box.height + 0.001);
      }
    }
  });

  it('is never cut off: what does not fit is refused', () => {
    expect(() => fit('路'.repeat(500), faceLayout.address.box, faceLayout.address)).toThrow(FaceItemTooLong);
  });
});

describe('the drawn face', () => {
  it('says on each side what was certified, in words of the card', () => {
    const { front, back } = drawFace(face);
    expect(printed(face)).toMatchObject({
      sex: '男',
      ethnicity: '汉',
      bornOn: '1990 年 5 月 17 日',
      validity: '2026.03.04-2046.03.04',
    });
    expect(printed({ ...face, validity: { ...face.validity, until: 'long-term' } }).validity).toBe('2026.03.04-长期');
    expect(textsOf(front)).toEqual(
      expect.arrayContaining(['姓名', '欧阳𬱖', '男', '汉', '公民身份号码', face.citizenNumber]),
    );
    expect(textsOf(back)).toEqual(
      expect.arrayContaining(['签发机关', '乙县公安局', '有效期限', '2026.03.04-2046.03.04']),
    );
    expect(back).not.toContain(face.citizenNumber);
    expect(front).not.toContain('乙县公安局');
  });

  it('is marked as a specimen on both sides, and says to those who do not see it what it says', () => {
    for (const svg of Object.values(drawFace(face))) {
      expect(textsOf(svg).filter((text) => text === '样本 SPECIMEN')).toHaveLength(2);
      expect(svg).toMatch(/role="img" aria-labelledby="(card-\w+-title) (card-\w+-desc)"/);
      expect(svg).toMatch(/<title id="card-\w+-title">样本 SPECIMEN/);
      expect(svg).toMatch(/<desc id="card-\w+-desc">(姓名 欧阳𬱖；性别 男|签发机关 乙县公安局；有效期限)/);
    }
  });

  it('takes nothing in a text for markup', () => {
    const { front, back } = drawFace({ ...face, address: anAddress(`样本省<script>&"'`), issuingOrgan: '<b>局' });
    expect(front).toContain('&lt;script&gt;&amp;&quot;&#39;');
    expect(front + back).not.toMatch(/<script|<b>/);
  });

  it('has the photo in its box, and nothing but a photo', () => {
    expect(drawFace(face, { photo }).front).toContain(
      `width="26" height="32" preserveAspectRatio="xMidYMid slice" href="${photo}"`,
    );
    expect(drawFace(face).front).toContain('照片 26 × 32 mm');
    for (const other of ['https://example.org/x.jpg', 'data:text/html;base64,AAAA', `${photo}"/><script>`]) {
      expect(() => drawFace(face, { photo: other })).toThrow(TypeError);
    }
  });

  it('has rare characters as they are', () => {
    const { front } = drawFace({ ...face, name: aName('𠮷㛃𬱖·𫖯䶮') });
    expect(textsOf(front)).toContain('𠮷㛃𬱖·𫖯䶮');
  });

  it('has a second script above the Chinese, from the right where it runs so', () => {
    const { tibetan, uyghur } = specimenFaces;
    const { front, back } = drawFace(tibetan!);
    expect(textsOf(front)).toEqual(expect.arrayContaining([tibetan?.secondScript?.name, '扎西顿珠']));
    expect(textsOf(back)).toContain(tibetan?.secondScript?.issuingOrgan);
    expect(front).not.toContain('direction="rtl"');
    expect(drawFace(uyghur!).front.match(/x="53.5"[^>]* direction="rtl"/g)).toHaveLength(4);
    expect(drawFace(face).front).not.toContain('data-script');
  });

  it('squeezes a line of a second script that is longer than its place', () => {
    const { tibetan } = specimenFaces;
    const long = { ...tibetan!, secondScript: { ...tibetan!.secondScript!, name: 'ཀ'.repeat(60) } };
    expect(drawFace(long).front).toContain('textLength="39" lengthAdjust="spacingAndGlyphs"');
    expect(drawFace(tibetan!).front).not.toContain('textLength');
  });
});

describe('docs/specimen', () => {
  it.each(Object.keys(specimenFaces))('has the card %s as it is drawn: `npm run specimens -w @yidi/domain`', (name) => {
    for (const [side, svg] of Object.entries(drawFace(specimenFaces[name]!))) {
      const file = new URL(`../../../../docs/specimen/card-${name}-${side}.svg`, import.meta.url);
      expect(readFileSync(file, 'utf8')).toBe(`${svg}\n`);
    }
  });
});
