import { rolesOf } from '../steps.js';
import { anApplication, anOfficer, aPoint } from '../testing/index.js';
import { applicationActs, applicationSteps, stepApplication } from './application.js';

const elsewhere = aPoint('990101002');
const byOfficers = applicationSteps
  .filter(({ who }) => typeof who !== 'string')
  .map(({ act, from: [state = 'draft'] }) => ({ act, state }));

describe('an application is handled at its own point', () => {
  it.each(byOfficers)('given $state, then $act is nothing for an officer of another point', ({ act, state }) => {
    const application = anApplication({ state });
    for (const role of rolesOf(applicationSteps, act).roles.filter((each) => each !== 'supervisor')) {
      const here = anOfficer({ role, inPost: true });
      const there = { ...here, point: elsewhere };
      expect(stepApplication(application, act, here)).toEqual(expect.any(String));
      expect(() => stepApplication(application, act, there)).toThrow(
        expect.objectContaining({ code: 'WRONG_POINT', details: { point: application.point } }),
      );
      expect(applicationActs(application, here)).toContain(act);
      expect(applicationActs(application, there)).toEqual([]);
    }
  });

  it('given a card at the counter, then a supervisor of another point may hand it over', () => {
    const supervisor = anOfficer({ role: 'supervisor', point: elsewhere });
    const arrived = anApplication({ state: 'arrived' });
    expect(stepApplication(arrived, 'collect', supervisor)).toBe('collected');
    expect(applicationActs(arrived, supervisor)).toEqual(['allow-exception', 'collect']);
  });

  it('given somebody who may not do it anywhere, then the role is what is wrong', () => {
    const maker = anOfficer({ role: 'maker', point: elsewhere });
    expect(() => stepApplication(anApplication(), 'attach', maker)).toThrow(
      expect.objectContaining({ code: 'ROLE_NOT_ALLOWED' }),
    );
  });
});
