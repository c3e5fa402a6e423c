import { County, Desk, registered, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import { atTheirScreens, type OfficerScreen } from '@yidi/flow/screens';
import type { Browser } from 'playwright-core';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('the card centre at its screens', () => {
  let browser: Browser;
  let maker: OfficerScreen;

  beforeAll(async () => {
    [browser, maker] = await atTheirScreens(stack, '990101-maker-1');
  });
  afterAll(() => browser?.close());

  /** Accepted here, issued there: the card is on order. */
  const ordered = async (): Promise<string> => {
    const { id } = await desk.acceptFor(await registered(stack));
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
});
