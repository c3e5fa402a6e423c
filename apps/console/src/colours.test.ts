import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../web/src/app/shell.css', import.meta.url), 'utf8');
const theme = readFileSync(new URL('../web/src/ui/theme.ts', import.meta.url), 'utf8');

type Colours = Readonly<Record<string, string>>;

/** The colours that a block of the style sheet names. */
function coloursOf(selector: string): Colours {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** WCAG 2.2: relative luminance of a colour. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string | undefined, second: string | undefined): number {
  if (first === undefined || second === undefined) throw new Error('a colour that the style sheet does not have');
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].toSorted((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

const light = coloursOf(':root');
const modes: readonly (readonly [string, Colours])[] = [
  ['light', light],
  ['dark', { ...light, ...coloursOf(":root[data-mode='dark']") }],
];

describe.each(modes)('the colours in %s', (_mode, colours) => {
  it.each(['page', 'paper', 'line'])('show the ring around the focus on %s, at 3:1 or more', (ground) => {
    expect(contrast(colours['focus'], colours[ground])).toBeGreaterThanOrEqual(3);
  });

  it('show the ring at the head of the page', () => {
    expect(contrast(colours['on-head'], colours['head'])).toBeGreaterThanOrEqual(3);
  });

  it.each(['ink', 'quiet', 'focus', 'good', 'warning', 'bad'])('can be read: %s, at 4.5:1 or more', (text) => {
    for (const ground of ['page', 'paper'])
      expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the ring around the focus', () => {
  it('has one colour, whoever draws it: antd’s own cannot be told from the page', () => {
    expect(css).toMatch(/^:focus-visible \{\s+outline: 3px solid var\(--focus\);/m);
    expect(css).toMatch(/^\.head \{\s+--focus: var\(--on-head\);/m);
    expect(theme).toMatch(/colorPrimaryBorder: 'var\(--focus\)'/);
    expect(theme).toMatch(/controlOutline: 'var\(--focus\)'/);
  });
});
