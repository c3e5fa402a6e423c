import { Gathered } from './gathered.js';

/** Work that ends when it is told to. */
function aDesk(most = 3) {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const gathered = new Gathered<string, string>(most, async (calls) => {
    groups.push([...calls]);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (calls.includes('poison')) throw new Error('this group fails');
    return calls.map((call) => `${call} done`);
  });
  return { groups, gathered, end: () => ends.shift()?.() };
}

describe('calls that come at the same time', () => {
  it('given nobody at work, when one comes, then it begins at once', async () => {
    const { groups, gathered, end } = aDesk();
    const only = gathered.add('a');

    expect(groups).toEqual([['a']]);
    end();
    expect(await only).toBe('a done');
  });

  it('given one at work, when others come, then they are worked on together, no more than allowed', async () => {
    const { groups, gathered, end } = aDesk(2);
    const all = Promise.all(['a', 'b', 'c', 'd'].map((call) => gathered.add(call)));
    for (let round = 0; round < 3; round += 1) {
      end();
      await new Promise(setImmediate);
    }

    expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
    expect(await all).toEqual(['a done', 'b done', 'c done', 'd done']);
  });

  it('given a group that fails, then each of it hears that, and the next is worked on', async () => {
    const { gathered, end } = aDesk();
    const poison = gathered.add('poison').catch((error: Error) => error.message);
    const next = gathered.add('a');
    end();
    await new Promise(setImmediate);
    end();

    expect(await poison).toBe('this group fails');
    expect(await next).toBe('a done');
  });
});
