import { aBureau, anOfficer, anOpenReview, aReview } from '../testing/index.js';
import type { Officer } from '../shared/officer.js';
import { claim, leaseEnded, release, renewLease, reviewActs, takeOver } from './holding.js';

const reviewer = anOfficer({ role: 'reviewer' });
const colleague = anOfficer({ role: 'reviewer', id: '990202-reviewer-2' });
const supervisor = anOfficer({ role: 'supervisor', bureau: aBureau('990202') });
const chief = { ...colleague, roles: ['reviewer', 'supervisor'] as const };
const [nine, ten, eleven] = [9, 10, 11].map((hour) => new Date(Date.UTC(2026, 2, 3, hour))) as [Date, Date, Date];
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });
const held = aReview({ state: 'claimed', claimedUntil: ten.toISOString() });

describe('a reviewer', () => {
  it('takes a case for a while and gives it back', () => {
    const { next } = claim(anOpenReview(), reviewer, ten);
    expect(next).toMatchObject({
      state: 'claimed',
      claimedBy: { id: reviewer.id },
      claimedUntil: ten.toISOString(),
    });
    expect(release(next, reviewer)).toMatchObject({
      next: { state: 'open', claimedBy: null, claimedUntil: null },
      note: {},
    });
  });

  it('did not accept the application', () => {
    const acceptedBy = { id: reviewer.id, name: reviewer.name };
    expect(() => claim(anOpenReview({ acceptedBy }), reviewer, ten)).toThrow(code('SAME_OFFICER', { act: 'claim' }));
    const ended = aReview({ state: 'claimed', claimedUntil: nine.toISOString(), acceptedBy });
    expect(() => takeOver(ended, { until: eleven }, reviewer, ten)).toThrow(code('SAME_OFFICER', { act: 'take-over' }));
  });

  it('holds a case longer while working on it, and only their own', () => {
    expect(renewLease(held, reviewer, eleven)).toEqual({ ...held, claimedUntil: eleven.toISOString() });
    expect(() => renewLease(held, colleague, eleven)).toThrow(code('NOT_YOUR_REVIEW', { holder: reviewer.id }));
    expect(() => renewLease(aReview({ state: 'reviewed' }), reviewer, eleven)).toThrow(
      code('STEP_NOT_ALLOWED', { act: 'claim', state: 'reviewed' }),
    );
  });
});

describe('a case in somebody’s hands', () => {
  it('is free for others from the moment at which its time ends', () => {
    expect([nine, ten, eleven].map((at) => leaseEnded(held, at))).toEqual([false, true, true]);
    expect(leaseEnded(anOpenReview(), eleven)).toBe(false);
  });

  it('offers itself to a colleague only then, at once to a supervisor who reviews, and never to its holder', () => {
    const offered = (officer: Officer, at: Date): boolean => reviewActs(held, officer, at).includes('take-over');
    expect([colleague, chief, reviewer].map((officer) => offered(officer, nine))).toEqual([false, true, false]);
    expect([colleague, chief, reviewer].map((officer) => offered(officer, ten))).toEqual([true, true, false]);
    expect(reviewActs(held, reviewer, nine)).toEqual(['release', 'return', 'recommend', 'reroute']);
  });

  it('is taken over by a colleague only then, and history says from whom', () => {
    expect(() => takeOver(held, { until: eleven }, colleague, nine)).toThrow(
      code('LEASE_RUNNING', { holder: reviewer.id }),
    );
    expect(takeOver(held, { until: eleven }, colleague, ten)).toMatchObject({
      next: { state: 'claimed', claimedBy: { id: colleague.id }, claimedUntil: eleven.toISOString() },
      note: { from: reviewer.id },
    });
  });

  it('is taken over before that by a supervisor who reviews too, with a reason', () => {
    expect(() => takeOver(held, { until: eleven }, chief, nine)).toThrow(code('REASON_MISSING'));
    expect(takeOver(held, { reason: '审核人休假', until: eleven }, chief, nine).note).toEqual({
      from: reviewer.id,
      reason: '审核人休假',
    });
  });

  it('goes back to the queue by a supervisor with a reason, never by a colleague', () => {
    expect(() => release(held, colleague)).toThrow(code('NOT_YOUR_REVIEW', { holder: reviewer.id }));
    expect(() => release(held, supervisor)).toThrow(code('REASON_MISSING'));
    expect(release(held, supervisor, '审核人休假')).toMatchObject({
      next: { state: 'open', claimedBy: null },
      note: { from: reviewer.id, reason: '审核人休假' },
    });
  });
});
