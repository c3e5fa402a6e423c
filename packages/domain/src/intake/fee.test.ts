import { exemptionGrounds, halfFeeGrounds } from '../policy/policy.js';
import { anApplication, anOfficer, seed } from '../testing/index.js';
import { feeDue, givenBackFen, refund } from './fee.js';

describe('the fee (发改价格〔2003〕2322号, Law art. 21)', () => {
  it('is 20 yuan for a renewal on expiry, 40 for damage or loss', () => {
    expect(feeDue(seed, 'expiry')).toBe(2000);
    expect(feeDue(seed, 'damage')).toBe(4000);
    expect(feeDue(seed, 'loss')).toBe(4000);
  });

  it.each(exemptionGrounds)('is nothing on the ground %s', (ground) => {
    expect(feeDue(seed, 'expiry', ground)).toBe(0);
    expect(feeDue(seed, 'damage', ground)).toBe(0);
  });

  it.each(halfFeeGrounds)('is half on the ground %s', (ground) => {
    expect(feeDue(seed, 'expiry', ground)).toBe(1000);
    expect(feeDue(seed, 'damage', ground)).toBe(2000);
  });

  it.each([...exemptionGrounds, ...halfFeeGrounds])(
    'extra scenario a: after a loss the whole 40 yuan, also on the ground %s',
    (ground) => {
      expect(() => feeDue(seed, 'loss', ground)).toThrow(
        expect.objectContaining({ code: 'EXEMPTION_NOT_FOR_THIS_REASON', details: { reason: 'loss' } }),
      );
    },
  );
});

describe('money that goes back', () => {
  const clerk = anOfficer({ role: 'clerk' });
  const feeOf = (state: 'accepted' | 'withdrawn') => {
    const { fee } = anApplication({ state });
    if (!fee) throw new Error('the example has paid');
    return fee;
  };

  it('is given back at the counter, once, and never what nobody owes', () => {
    const owed = feeOf('withdrawn');
    const given = refund(owed, clerk);
    expect(given).toEqual({ ...owed, state: 'refunded' });
    for (const fee of [given, feeOf('accepted')]) {
      expect(() => refund(fee, clerk)).toThrow(expect.objectContaining({ code: 'STEP_NOT_ALLOWED' }));
    }
    expect(() => refund(owed, anOfficer({ role: 'maker' }))).toThrow(
      expect.objectContaining({ code: 'ROLE_NOT_ALLOWED' }),
    );
  });

  it('is the whole sum, from the moment it is owed on', () => {
    const owed = feeOf('withdrawn');
    expect([null, feeOf('accepted'), owed, refund(owed, clerk)].map(givenBackFen)).toEqual([null, null, 2000, 2000]);
  });
});
