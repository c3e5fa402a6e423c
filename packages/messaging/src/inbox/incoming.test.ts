import type { ReceivedLetter } from '../letter.js';
import { inGroups } from './incoming.js';

const letter = (type: string, subject: string) => ({ type, subject }) as ReceivedLetter;
const groupsOf = (letters: ReceivedLetter[]) =>
  inGroups(letters).map((group) => `${group.type}: ${group.letters.map(({ subject }) => subject).join('')}`);

describe('a batch of letters', () => {
  it('is handled type by type where the subjects differ', () => {
    const letters = [letter('sent', 'a'), letter('closed', 'b'), letter('sent', 'c'), letter('closed', 'd')];
    expect(groupsOf(letters)).toEqual(['sent: ac', 'closed: bd']);
  });

  it('keeps the order of letters about one subject', () => {
    const letters = [letter('sent', 'a'), letter('closed', 'a'), letter('sent', 'a'), letter('sent', 'b')];
    expect(groupsOf(letters)).toEqual(['sent: ab', 'closed: a', 'sent: a']);
  });
});
