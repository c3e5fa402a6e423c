import {
  aCard,
  aCertification,
  aName,
  anOfficer,
  aPoint,
  cardId,
  issuedAt,
  remakeId,
  residence,
  seed,
} from '../testing/index.js';
import { nameOf } from '../shared/officer.js';
import { type Blank, closeShift, destroyBlank, issueToShift, spoilBlank, takeIn, useBlank } from './blank.js';
import {
  batch,
  type Card,
  cardStates,
  cardWarningOn,
  destroy,
  dispatch,
  receive,
  releaseHeld,
  spoil,
  stop,
  takeFailure,
  takeResult,
  verify,
} from './card.js';
import { ChipFieldTooLong, chipRecord, overLengthFields, readChip, writeChip } from './chip.js';
import { parcelPoint, receiveParcel } from './parcel.js';

const inspector = anOfficer({ role: 'inspector' });
const second = anOfficer({ role: 'inspector', id: '990101-inspector-2' });
const distributor = anOfficer({ role: 'distributor' });
const maker = anOfficer({ role: 'maker' });
const at = issuedAt.toISOString();
const { applicationId, point } = aCard();
const fine = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };
const again = { id: remakeId, policy: seed };
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });
const said = ({
  letters,
  note,
}: {
  letters: readonly { letter: { type: string }; to: object; payload: unknown }[];
  note: object;
}) => ({
  letters: letters.map(({ letter, to, payload }) => [letter.type, to, payload]),
  note,
});
const intake = { bureau: residence, service: 'intake' };

describe('what each act on a card writes and notes, to the letter', () => {
  it('a batch and the machine’s result', () => {
    expect(said(batch(aCard(), 'B-1', maker))).toEqual({ letters: [], note: { batchId: 'B-1' } });
    expect(said(takeResult(aCard({ state: 'batched' }), 'S-1', issuedAt))).toEqual({
      letters: [['card.made', intake, { applicationId, cardId, madeAt: at, serial: 'S-1' }]],
      note: {},
    });
  });

  it('a card spoiled, and the clean one ordered instead', () => {
    const made = aCard({ state: 'verified', destroyers: [nameOf(inspector)] });
    const { remake, ...change } = spoil(made, 'chip-silent', again, inspector, issuedAt);
    expect(said(change)).toEqual({
      letters: [
        ['card.spoiled', intake, { applicationId, cardId, cause: 'chip-silent', spoiledAt: at, remake: remakeId }],
      ],
      note: { cause: 'chip-silent', remake: remakeId, held: 'false' },
    });
    expect(remake).toEqual({ ...aCard(), id: remakeId, remakeOf: cardId, attempt: 2 });
  });

  it('a failure of the machine, of an order that stands and of one that was stopped', () => {
    const fault = 'feed-fault';
    const failed = { ...again, fault } as const;
    const stands = takeFailure(aCard({ state: 'batched' }), failed, issuedAt);
    expect(stands.next.spoil).toEqual({ cause: 'machine-failed', at, fault });
    expect(stands.note).toEqual({ cause: 'machine-failed', fault, remake: remakeId, held: 'false' });
    const stopped = takeFailure(aCard({ state: 'to-destroy', serial: null }), failed, issuedAt);
    expect(stopped).toMatchObject({ remake: null, letters: [], note: { cause: 'machine-failed', fault } });
    expect(stopped.next.spoil).toEqual({ cause: 'machine-failed', at, fault });
  });

  it('a card verified by another than its maker; by nobody’s card either', () => {
    expect(said(verify(aCard({ state: 'made' }), { visual: fine, chip: [] }, inspector))).toEqual({
      letters: [],
      note: { visual: Object.keys(fine) },
    });
    const byMaker = aCard({ state: 'made', madeBy: nameOf(inspector) });
    expect(() => verify(byMaker, { visual: fine, chip: [] }, inspector)).toThrow(
      code('SAME_OFFICER', { act: 'verify' }),
    );
    const byNobody = aCard({ state: 'made', madeBy: null });
    expect(verify(byNobody, { visual: fine, chip: [] }, inspector).next.state).toBe('verified');
  });

  it('a parcel sent and received', () => {
    const parcel = { id: 'P-1', number: `P${point}202603040001` };
    expect(said(dispatch(aCard({ state: 'verified' }), parcel, distributor, issuedAt))).toEqual({
      letters: [
        ['card.dispatched', intake, { applicationId, cardId, parcelNumber: parcel.number, point, dispatchedAt: at }],
      ],
      note: { parcel: 'P-1' },
    });
    expect(said(receive(aCard({ state: 'dispatched' }), distributor, issuedAt)).letters).toEqual([
      ['card.arrived', intake, { applicationId, cardId, point, arrivedAt: at, receivedBy: nameOf(distributor) }],
    ]);
  });

  it('an order stopped before and after the card was made', () => {
    expect(said(stop(aCard(), 'revoked', issuedAt))).toEqual({
      letters: [['card.cancelled', intake, { applicationId, cardId, cancelledAt: at }]],
      note: { reason: 'revoked' },
    });
    expect(said(stop(aCard({ state: 'made' }), 'error', issuedAt))).toEqual({ letters: [], note: { reason: 'error' } });
  });

  it('a destruction: one signature waits, the second destroys', () => {
    const first = destroy(aCard({ state: 'to-destroy' }), inspector, issuedAt);
    expect(said(first)).toEqual({ letters: [], note: { signature: 'first' } });
    expect(() => destroy(first.next, inspector, issuedAt)).toThrow(code('SAME_OFFICER', { act: 'destroy' }));
    const destroyedBy = [nameOf(inspector), nameOf(second)];
    expect(said(destroy(first.next, second, issuedAt))).toEqual({
      letters: [['card.destroyed', intake, { applicationId, cardId, destroyedAt: at, destroyedBy }]],
      note: { signature: 'second' },
    });
  });

  it('a held card for which the chip has no room stays held', () => {
    const { signed } = aCard();
    const face = { ...signed.certification.face, name: aName('买'.repeat(16)) };
    const long: Card = {
      ...aCard({ state: 'held' }),
      signed: { ...signed, certification: { ...signed.certification, face } },
    };
    expect(() => releaseHeld(long, inspector)).toThrow(code('NAME_TOO_LONG_FOR_CHIP', { fields: ['name'] }));
    expect(releaseHeld(aCard({ state: 'held' }), inspector).next.state).toBe('ordered');
  });

  it('the limit is looked at while a card is on its way, and not after', () => {
    const seen = cardStates.filter((state) => cardWarningOn(aCard({ state }), seed) !== undefined);
    expect(seen).toEqual(['ordered', 'batched', 'made', 'verified', 'dispatched', 'held']);
  });
});

describe('what the chip is written with', () => {
  const { face } = aCertification();

  it('scenario 03, and a name that fits just so', () => {
    const longTerm = { ...face, validity: { ...face.validity, until: 'long-term' as const } };
    expect(chipRecord(longTerm).validUntil).toBe('长期');
    expect(readChip(writeChip(longTerm))?.validUntil).toBe('长期');
    const fifteen = { ...face, name: aName('买'.repeat(15)), chip: { name: aName('买买提') } };
    expect(chipRecord(fifteen).name).toBe(fifteen.name);
    expect(overLengthFields(fifteen)).toEqual([]);
  });

  it('leaves the reserve empty, and says which field was too short', () => {
    expect(Array.from(writeChip(face).slice(-36)).filter((_, i) => i % 2 === 0)).toEqual(Array(18).fill(0x20));
    const long = { ...face, name: aName('买'.repeat(16)) };
    expect(() => writeChip(long)).toThrow(expect.objectContaining({ name: 'ChipFieldTooLong', field: 'name' }));
    expect(() => writeChip(long)).toThrow(ChipFieldTooLong);
  });
});

describe('what blanks and parcels note', () => {
  const blank: Blank = { serial: 'S-1', state: 'in-stock', shift: null, spoiledBy: null, destroyers: [] };
  const supervisor = anOfficer({ role: 'supervisor' });

  it('a blank goes to a shift, becomes a card, or is spoiled and destroyed by two others', () => {
    expect(takeIn({ ...blank, state: 'received' }, maker).next.state).toBe('in-stock');
    expect(issueToShift(blank, 'day-1', supervisor)).toMatchObject({
      note: { shift: 'day-1' },
      next: { shift: 'day-1' },
    });
    expect(useBlank({ ...blank, state: 'issued-to-shift' }, cardId)).toMatchObject({ note: { cardId } });
    const spoiled = spoilBlank({ ...blank, state: 'issued-to-shift' }, maker).next;
    const own = { ...spoiled, spoiledBy: nameOf(inspector) };
    expect(() => destroyBlank(own, inspector)).toThrow(code('SAME_OFFICER', { act: 'destroy' }));
    const found = { ...spoiled, spoiledBy: null };
    expect(destroyBlank(found, inspector).next.destroyers).toEqual([nameOf(inspector)]);
  });

  it('a shift counts what was destroyed since among what it spoiled', () => {
    const gone: Blank = { ...blank, serial: 'S-2', state: 'destroyed' };
    expect(closeShift('day-1', ['S-1', 'S-2'], [blank, gone])).toEqual({
      issued: 2,
      used: 0,
      spoiled: 1,
      givenBack: 1,
    });
  });

  it('a parcel names its points where they are several, and its own where another scans', () => {
    const cards = [aCard(), aCard({ point: aPoint('990101002') })];
    expect(() => parcelPoint(cards)).toThrow(code('PARCEL_MIXED', { points: [point, '990101002'] }));
    const parcel = {
      id: 'P-1',
      number: 'P',
      point: aPoint('990101002'),
      state: 'dispatched',
      cardIds: [cardId],
    } as const;
    expect(() => receiveParcel(parcel, [], distributor)).toThrow(code('WRONG_POINT', { point: aPoint('990101002') }));
  });
});
