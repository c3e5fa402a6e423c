import { aCard, anOfficer, aPoint, day } from '../testing/index.js';
import { parcelNumber, parcelPoint, receiveParcel } from './parcel.js';

const parcel = {
  id: 'p',
  number: 'P1',
  point: aPoint('990101001'),
  state: 'dispatched',
  cardIds: ['a', 'b', 'c'],
} as const;
const distributor = anOfficer({ role: 'distributor' });
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a parcel', () => {
  it('goes to one point', () => {
    expect(parcelPoint([aCard(), aCard()])).toBe('990101001');
    expect(() => parcelPoint([aCard(), aCard({ point: aPoint('990101002') })])).toThrow(code('PARCEL_MIXED'));
    expect(() => parcelPoint([])).toThrow(code('PARCEL_MIXED'));
  });

  it('is counted by scan at the point: what is there and what is missing', () => {
    expect(receiveParcel(parcel, ['c', 'a', 'a'], distributor)).toEqual({ received: ['a', 'c'], missing: ['b'] });
  });

  it('is received by that point’s people only, and only its own cards', () => {
    expect(() => receiveParcel(parcel, ['a'], { ...distributor, point: aPoint('990101002') })).toThrow(
      code('WRONG_POINT'),
    );
    expect(() => receiveParcel(parcel, ['a', 'x'], distributor)).toThrow(code('NOT_IN_PARCEL'));
  });

  it('has a number of point, day and running number', () => {
    expect(parcelNumber(aPoint('990101001'), day('2026-03-04'), 7)).toBe('P990101001202603040007');
  });
});
