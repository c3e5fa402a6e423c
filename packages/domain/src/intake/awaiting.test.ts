import {
  aCase,
  acceptedAt,
  aFeeReceipt,
  aLastCard,
  anApplication,
  anOfficer,
  day,
  fen,
  found,
  seed,
} from '../testing/index.js';
import { settleFee } from './acceptance.js';
import { type Application, applicationStates } from './application.js';
import { awaitingOf } from './awaiting.js';
import { countersign, settleFinding } from './desk.js';
import { screen } from './screening.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });
const supervisor = anOfficer({ role: 'supervisor', id: '990101-supervisor-1' });
const grounds = '理由如下';
const screenedWith = (over: Parameters<typeof aCase>[0]): Application => ({
  ...anApplication({ state: 'screened' }),
  screening: screen(aCase(over), seed, acceptedAt),
});
const paid = (the: Application): Application =>
  settleFee({ ...the, fee: null }, { amountFen: fen(2000) }, aFeeReceipt(), seed, clerk).next;

describe('what an application waits for', () => {
  it('is nothing of an officer in post until the clerk has done their part', () => {
    expect(awaitingOf(anApplication())).toBeNull();
    expect(awaitingOf({ ...screenedWith({}), fee: null })).toBeNull();
    expect(awaitingOf(paid(screenedWith({ papers: [] })))).toBeNull();
  });

  it('is acceptance once nothing is open and the fee is settled', () => {
    expect(awaitingOf(paid(screenedWith({})))).toBe('acceptance');
  });

  it('is a decision while a finding asks for an officer’s word, also where it stands and has to be refused', () => {
    const listed = paid(screenedWith({ credit: { recordIds: ['C-1'], feedAgeHours: 1 } }));
    const say = (verdict: 'stands' | 'lifted') =>
      settleFinding(listed, { rule: 'credit', verdict, grounds }, acceptor).next;
    expect(awaitingOf(listed)).toBe('decision');
    expect(awaitingOf(say('stands'))).toBe('decision');
    expect(awaitingOf(say('lifted'))).toBe('acceptance');
  });

  it('is the second signature where the first officer has set aside what takes two', () => {
    const early = paid(screenedWith({ registry: found({ lastCard: aLastCard({ validUntil: day('2045-01-01') }) }) }));
    const half = settleFinding(early, { rule: 'renewal-window', verdict: 'lifted', grounds }, acceptor).next;
    expect([awaitingOf(early), awaitingOf(half)]).toEqual(['decision', 'countersignature']);
    expect(awaitingOf(countersign(half, { rule: 'renewal-window' }, supervisor).next)).toBe('acceptance');
  });

  it('is nothing in any state but screened', () => {
    const elsewhere = applicationStates.filter((state) => state !== 'screened');
    expect(elsewhere.filter((state) => awaitingOf(anApplication({ state })) !== null)).toEqual([]);
  });
});
