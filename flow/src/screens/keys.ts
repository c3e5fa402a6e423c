import type { Page } from 'playwright-core';

/** Keys of a scanner follow one another so fast; milliseconds. */
const scannerMs = 8;

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

  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code, { delay: scannerMs });
    await this.page.keyboard.press('Enter');
  }
}
