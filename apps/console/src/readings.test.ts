import { readFileSync } from 'node:fs';

const readings = JSON.parse(readFileSync(new URL('../web/src/desk/readings.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

describe('characters that a keyboard may not give', () => {
  it.each([
    ['di', '𬱖'],
    ['jie', '㛃'],
    ['fu', '𫖯'],
    ['yan', '䶮'],
    ['chun', '𬭚'],
    ['lv', '𦝼'],
  ])('are found by their reading: %s', (reading, character) => {
    expect(Array.from(readings[reading] ?? '')).toContain(character);
  });

  it('stand under plain readings, the rarest first, without those of GB 2312', () => {
    expect(Object.keys(readings).filter((reading) => !/^[a-z]{1,6}$/.test(reading))).toEqual([]);
    const all = Object.values(readings).join('');
    expect(all).toMatch(/^\p{Script=Han}+$/u);
    expect(['中', '国', '王', '玥'].map((character) => all.includes(character))).toEqual([false, false, false, true]);
    expect(Array.from(readings['di'] ?? '').slice(0, 2)).toEqual(['𤧛', '𬱖']);
  });
});
