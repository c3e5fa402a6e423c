import { anOfficer } from '../testing/index.js';
import { type Blank, closeShift, destroyBlank, giveBack, issueToShift, spoilBlank, takeIn, useBlank } from './blank.js';

const maker = anOfficer({ role: 'maker' });
const supervisor = anOfficer({ role: 'supervisor' });
const inspector = anOfficer({ role: 'inspector' });
const second = anOfficer({ role: 'inspector', id: '990101-inspector-2' });
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });

const delivered = (serial: string): Blank => ({
  serial,
  state: 'received',
  shift: null,
  spoiledBy: null,
  destroyers: [],
});
const withShift = (serial: string) => issueToShift(takeIn(delivered(serial), maker).next, 'S-1', supervisor).next;

describe('the blanks of a shift', () => {
  const used = useBlank(withShift('B-1'), 'card-1').next;
  const spoiled = spoilBlank(withShift('B-2'), maker).next;
  const back = giveBack(withShift('B-3'), maker).next;

  it('add up when each was used, spoiled or given back', () => {
    expect(closeShift('S-1', ['B-1', 'B-2', 'B-3'], [used, spoiled, back])).toEqual({
      issued: 3,
      used: 1,
      spoiled: 1,
      givenBack: 1,
    });
    expect(back).toMatchObject({ state: 'in-stock', shift: null });
  });

  it.each([
    ['one is still out', [used, withShift('B-2'), back], ['B-2']],
    ['one is not to be found', [used, back], ['B-2']],
    ['one was never issued to it', [used, spoiled, back, delivered('B-4')], []],
  ])('keep the shift open when %s', (_, blanks, missing) => {
    expect(() => closeShift('S-1', ['B-1', 'B-2', 'B-3'], blanks)).toThrow(
      code('BLANKS_DO_NOT_ADD_UP', { shift: 'S-1', missing }),
    );
  });
});

describe('a spoiled blank', () => {
  const spoiled = spoilBlank(withShift('B-1'), maker).next;

  it('is destroyed by two, one after the other', () => {
    const once = destroyBlank(spoiled, inspector).next;
    expect(once.state).toBe('spoiled');
    expect(destroyBlank(once, second).next).toMatchObject({
      state: 'destroyed',
      destroyers: [{ id: inspector.id }, { id: second.id }],
    });
  });

  it('is not destroyed twice by one, nor by who spoiled it', () => {
    expect(() => destroyBlank(destroyBlank(spoiled, inspector).next, inspector)).toThrow(code('SAME_OFFICER'));
    const both = { ...inspector, id: maker.id };
    expect(() => destroyBlank(spoiled, both)).toThrow(code('SAME_OFFICER'));
  });

  it('is never used', () => {
    expect(() => useBlank(spoiled, 'card-1')).toThrow(code('STEP_NOT_ALLOWED'));
  });
});
