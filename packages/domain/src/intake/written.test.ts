import {
  aBureau,
  acceptedAt,
  aCollection,
  aFeeReceipt,
  aForm,
  aLetter,
  anApplication,
  anOfficer,
  aPaper,
  aRegisteredPerson,
  aScreening,
  county,
  day,
  deskContact,
  fen,
  found,
  issuedAt,
  receipt,
  residence,
  seed,
} from '../testing/index.js';
import { nameOf } from '../shared/officer.js';
import { accept, caseLetters, correct, settleFee, withdraw } from './acceptance.js';
import type { Application } from './application.js';
import { allowException, collect, CollectionRequest, refusedAttempt } from './collection.js';
import { takeRefusal, takeRevocation } from './from-county.js';
import { takeDispatch, takeMade } from './from-workshop.js';
import { RegisteredPerson } from './registry.js';
import { checkPrint, missingOf, printable } from './prints.js';
import { isLifted } from './screening.js';
import { officeOf, officeOfStep } from './status.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });
const supervisor = anOfficer({ role: 'supervisor' });
const at = issuedAt.toISOString();
const review = { bureau: county, service: 'review' };
const code = (expected: string, details: object) => expect.objectContaining({ code: expected, details });
const said = (letters: readonly { to: object; payload: unknown }[]) => letters.map(({ to, payload }) => [to, payload]);

describe('what each act on an application writes and notes, to the letter', () => {
  it('a fee, with its ground', () => {
    const it = anApplication({
      state: 'screened',
      fee: null,
      papers: [aPaper('photo'), aPaper('exemption-certificate')],
    });
    expect(settleFee(it, { amountFen: fen(2000) }, aFeeReceipt(), seed, clerk).note).toEqual({
      amountFen: 2000,
      receiptNumber: aFeeReceipt(),
      ground: undefined,
    });
    const halved = settleFee(it, { amountFen: fen(1000), ground: 'illness' }, aFeeReceipt(), seed, clerk);
    expect(halved.note).toEqual({ amountFen: 1000, receiptNumber: aFeeReceipt(), ground: 'illness' });
  });

  it('an acceptance: every paper first, then the case that names them', () => {
    const screened = anApplication({ state: 'screened' });
    const { next, letters, note } = accept(
      screened,
      receipt,
      { policy: seed, contact: deskContact },
      acceptor,
      acceptedAt,
    );
    const { id, papers } = next;
    expect(said(letters).slice(0, -1)).toEqual(papers.map((paper) => [review, { applicationId: id, paper }]));
    expect(letters.at(-1)?.payload).toMatchObject({ applicationId: id, papers, acceptanceNumber: receipt.number });
    expect(note).toEqual({ acceptanceNumber: receipt.number });
  });

  it('an exempt applicant is accepted too; who has not paid is not', () => {
    const papers = [aPaper('photo'), aPaper('original-card'), aPaper('exemption-certificate')];
    const unpaid = anApplication({ state: 'screened', fee: null, papers });
    const request = { amountFen: fen(0), ground: 'rural-five-guarantee' } as const;
    const exempt = settleFee(unpaid, request, aFeeReceipt(), seed, clerk).next;
    const ask = (it: Application) =>
      accept(it, receipt, { policy: seed, contact: deskContact }, acceptor, acceptedAt).next.state;
    expect(exempt.fee).toMatchObject({ state: 'exempt', method: 'none' });
    expect(ask(exempt)).toBe('accepted');
    expect(() => ask(unpaid)).toThrow(code('FEE_NOT_SETTLED', {}));
  });

  it('no loss is reported that another rule speaks of, or that was reported before', () => {
    const types = (because: Application['screening']) =>
      caseLetters({ ...anApplication({ state: 'accepted' }), screening: because }, deskContact).map(
        ({ letter }) => letter.type,
      );
    const screening = aScreening();
    const [first] = screening.findings;
    if (!first) throw new Error('the example has findings');
    const finding = (rule: 'loss-report' | 'cool-off', because: string[]) => ({
      ...screening,
      findings: [first, { ...first, rule, because }],
    });
    expect(types(finding('loss-report', ['not-reported']))).toContain('loss.reported');
    expect(types(finding('cool-off', ['not-reported']))).not.toContain('loss.reported');
    expect(types(finding('loss-report', []))).not.toContain('loss.reported');
  });

  it('a correction: new papers alone travel, the letter names all of them', () => {
    const returned = anApplication({ state: 'returned' });
    const photo = aPaper('photo', 'taken again');
    const answered: Application = {
      ...returned,
      papers: [photo, aPaper('original-card')],
      returned: returned.returned && { ...returned.returned, fresh: [photo.sha256] },
    };
    const answers = [{ item: 'photo' as const, text: '已重新拍照' }];
    const { letters, note } = correct(answered, { answers, form: answered.form }, clerk, issuedAt);
    const { id, papers } = answered;
    expect(said(letters)).toEqual([
      [review, { applicationId: id, paper: photo }],
      [
        review,
        { applicationId: id, form: answered.form, papers, answers, correctedAt: at, correctedBy: nameOf(clerk) },
      ],
    ]);
    expect(note).toEqual({ items: ['photo'] });
  });

  it('a withdrawal', () => {
    const accepted = anApplication({ state: 'accepted' });
    const { letters, note } = withdraw(accepted, 'applicant-wish', clerk, issuedAt);
    expect(said(letters)).toEqual([
      [review, { applicationId: accepted.id, reason: 'applicant-wish', withdrawnAt: at, withdrawnBy: nameOf(clerk) }],
    ]);
    expect(note).toEqual({ reason: 'applicant-wish' });
  });

  it('the county’s refusal and revocation, and what becomes known of the card', () => {
    const refusal = aLetter('application.refused');
    expect(takeRefusal(anApplication({ state: 'accepted' }), refusal).note).toEqual({ code: refusal.code });
    const ordered = anApplication({ state: 'ordered' });
    const { letters, note } = takeRevocation(ordered, aLetter('issue.revoked'), issuedAt);
    expect(said(letters)).toEqual([
      [
        { bureau: residence, service: 'production' },
        { applicationId: ordered.id, reason: 'revoked', stoppedAt: at },
      ],
    ]);
    expect(note).toEqual({ reason: aLetter('issue.revoked').reason });
    const { cardId } = aLetter('card.made');
    expect(takeMade(ordered, aLetter('card.made'))).toMatchObject({
      next: { card: { bureau: residence, spoiled: 0, cardId } },
      note: { cardId },
    });
  });

  it('a hand-over, to the workshop and to the county', () => {
    const cardId = '019cab00-0000-7000-8000-0000000000a1';
    const made = { bureau: aBureau('990404'), cardId, serial: 'S-1', spoiled: 0 };
    const arrived = anApplication({ state: 'arrived', card: made });
    const { letters, note } = collect(arrived, aCollection(), found(), clerk, issuedAt);
    const told = {
      applicationId: arrived.id,
      cardId,
      collectedAt: at,
      handedOverBy: nameOf(clerk),
      collector: 'holder',
      originalCard: 'returned',
    };
    expect(said(letters)).toEqual([
      [{ bureau: '990404', service: 'production' }, told],
      [review, told],
    ]);
    expect(note).toEqual({
      originalCard: 'returned',
      collector: 'holder',
      identity: 'fingerprint',
      signed: true,
      serial: 'S-1',
      receipt: arrived.acceptance?.number,
      exceptions: [],
    });
  });
});

describe('an exception at the hand-over', () => {
  const allow = (it: Application, of: 'receipt' | 'identity', grounds: string) =>
    allowException(it, { of, grounds }, supervisor, issuedAt);
  const arrived = anApplication({ state: 'arrived' });

  it('is of one kind, is noted, and a later word on the same kind takes the place of the earlier', () => {
    const first = allow(arrived, 'receipt', '经核实同意发证');
    expect(first.note).toEqual({ of: 'receipt' });
    const both = allow(first.next, 'identity', '指纹磨损，当面核实').next;
    const again = allow(both, 'receipt', '已登报声明').next;
    expect(again.exceptions.map(({ of, grounds }) => [of, grounds])).toEqual([
      ['identity', '指纹磨损，当面核实'],
      ['receipt', '已登报声明'],
    ]);
    const unrecognised = aCollection({ identity: { by: 'fingerprint', result: 'no-match' } });
    expect(() => collect(first.next, unrecognised, found(), clerk, issuedAt)).toThrow(
      code('IDENTITY_NOT_CONFIRMED', { by: 'fingerprint' }),
    );
  });

  it('is not used by who allowed it', () => {
    const it = allow(arrived, 'receipt', '经核实同意发证').next;
    const both = { ...clerk, id: supervisor.id };
    const { receiptCode: _lost, ...request } = aCollection();
    expect(() => collect(it, request, found(), both, issuedAt)).toThrow(code('SAME_OFFICER', { act: 'collect' }));
  });

  it('history keeps every attempt that was refused at the counter, and nothing else', () => {
    const cancelled = found(aRegisteredPerson({ registration: 'cancelled' }));
    const { receiptCode: _lost, ...without } = aCollection();
    const tries: [string, () => unknown][] = [
      ['RECEIPT_WRONG', () => collect(arrived, aCollection({ receiptCode: '00000000' }), found(), clerk, issuedAt)],
      ['RECEIPT_MISSING', () => collect(arrived, without, found(), clerk, issuedAt)],
      ['REGISTRATION_CANCELLED', () => collect(arrived, aCollection(), cancelled, clerk, issuedAt)],
      [
        'ORIGINAL_CARD_NOT_RETURNED',
        () => collect(arrived, aCollection({ originalCard: 'none' }), found(), clerk, issuedAt),
      ],
      [
        'ORIGINAL_CARD_NOT_RETURNED',
        () => collect(arrived, aCollection({ originalCard: 'lost-since' }), found(), clerk, issuedAt),
      ],
      [
        'WAIVER_NEEDS_SUPERVISOR',
        () => {
          const waiver = { statement: '旧证于途中遗失', lossReport: 'L-1' };
          return collect(arrived, aCollection({ originalCard: 'lost-since', waiver }), found(), clerk, issuedAt);
        },
      ],
    ];
    const attempted = tries.map(([, attempt]) => {
      try {
        return attempt();
      } catch (error) {
        return refusedAttempt(error);
      }
    });
    expect(attempted).toEqual(tries.map(([expected]) => expected));
    expect(refusedAttempt(new Error('another'))).toBeUndefined();
  });

  it.each(['fingerprint', 'face-and-card', 'household-register'] as const)('a person is recognised by %s', (by) => {
    for (const result of ['match', 'no-match'] as const) {
      expect(CollectionRequest.parse(aCollection({ identity: { by, result } })).identity).toEqual({ by, result });
    }
  });
});

describe('which office has an application', () => {
  const card = { bureau: aBureau('990404'), spoiled: 0 };
  const point = `${residence}001`;

  it('is the county, then the card centre, else the point', () => {
    expect(officeOf(anApplication({ state: 'accepted' }))).toEqual({ bureau: county });
    expect(officeOf(anApplication({ state: 'ordered', card }))).toEqual({ bureau: aBureau('990404') });
    expect(officeOf(anApplication({ state: 'arrived', card }))).toEqual({ bureau: residence, point });
    expect(officeOf(anApplication({ state: 'ordered', card: null }))).toEqual({ bureau: residence, point });
    const dispatched = takeDispatch(anApplication({ state: 'made' }), aLetter('card.dispatched')).next;
    expect(officeOf(dispatched)).toEqual({ bureau: residence, point });
  });

  it('and who takes each step of its road', () => {
    const it = anApplication({ state: 'arrived', card });
    expect(officeOfStep(it, 'accepted')).toEqual({ bureau: residence, point });
    expect(officeOfStep(it, 'issued')).toEqual({ bureau: county });
    expect(officeOfStep(it, 'made')).toEqual({ bureau: '990404' });
    expect(officeOfStep({ ...it, card: null }, 'made')).toEqual({ bureau: residence });
  });
});

describe('what is missing', () => {
  it('is said by paper, one of each group, and by rule, and can be printed', () => {
    const form = aForm({ fingerprints: [] });
    const screening = aScreening({ form, papers: ['photo'], reason: 'loss' });
    const it = anApplication({ state: 'draft', reason: 'loss', screening });
    expect(missingOf(it)).toEqual({
      papers: [['household-register', 'residence-permit', 'passport', 'driving-licence']],
      rules: ['fingerprints'],
    });
    expect(printable(it)).toContain('missing-papers');
    expect(missingOf(anApplication())).toEqual({ papers: [], rules: [] });
    expect(() => checkPrint(anApplication(), 'missing-papers', clerk)).toThrow(
      code('PAPER_NOT_DUE', { kind: 'missing-papers' }),
    );
    expect(printable(anApplication({ state: 'void' }))).toEqual([]);
  });
});

describe('what comes from outside', () => {
  it('a person of the registry with everything that may stand there is read whole', () => {
    const person = aRegisteredPerson({
      registration: 'moved',
      movedTo: '990303',
      lossReports: [{ on: day('2026-02-01') }],
      foundCards: [{ on: day('2026-02-02') }],
    });
    expect(RegisteredPerson.parse(person)).toEqual(person);
    expect(RegisteredPerson.safeParse({ ...person, lossReports: [{}] }).success).toBe(false);
    expect(RegisteredPerson.safeParse({ ...person, foundCards: [{}] }).success).toBe(false);
    expect(RegisteredPerson.safeParse({ ...person, division: '9903031' }).success).toBe(false);
  });

  it('a confirmed finding that awaits a second officer is not set aside yet', () => {
    const by = nameOf(acceptor);
    const settled = { verdict: 'lifted', grounds: '已核实', by, awaits: 'supervisor' } as const;
    const finding = { rule: 'credit', answer: 'confirm', because: [] } as const;
    expect(isLifted({ ...finding, because: [], settled })).toBe(false);
    expect(isLifted({ ...finding, because: [], settled: { verdict: 'lifted', grounds: '已核实', by } })).toBe(true);
  });
});
