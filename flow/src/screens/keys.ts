import type { Page } from 'playwright-core';

/** In the page: what a scanner's keys come to, however busy the machine of the test is. */
export function scanned(code: string): void {
  const keys = Array.from(code).map((key) => ({
    key,
    code: `${/\d/.test(key) ? 'Digit' : 'Key'}${key.toUpperCase()}`,
  }));
  for (const key of [...keys, { key: 'Enter', code: 'Enter' }]) {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  }
}

/** A keyboard whose presses are counted; a text that is written counts once, and what a scanner types not at all. */
export class Keys {
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    this.pressed += keys.length;
  }

  /** Presses a key until the focus is where it is wanted. */
  async pressUntil(key: string, focused: string): Promise<void> {
    const there = this.page.locator(`${focused}:focus`);
    for (let presses = 0; presses < 20 && (await there.count()) === 0; presses += 1) await this.press(key);
    await there.waitFor();
  }

  async write(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.pressed += 1;
  }

  /** A scanner types into the field that has the focus. */
  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
  }
}
