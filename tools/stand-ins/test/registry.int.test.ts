import { aPerson, demoPeople, type Person } from '../src/index.js';
import { ask, withStandIns } from './asking.js';

const why = { purpose: 'screening', officer: '990101-clerk-1', bureau: '990101' };

describe('the population registry', () => {
  it('knows the demo people from the start, rare characters and all', () =>
    withStandIns(async ({ registry }) => {
      const { renewal } = demoPeople(new Date());
      const { citizenNumber } = renewal;
      const answer = await ask('POST', `${registry}/v1/people/query`, { citizenNumber, ...why });
      expect(answer).toMatchObject({
        status: 200,
        body: { found: true, person: { name: '陈𬱖', division: '990202' } },
      });
    }));

  it('does not know a person until they are registered, and then as registered last', () =>
    withStandIns(async ({ registry }) => {
      const person = aPerson();
      const asked = () =>
        ask<{ found: boolean; person?: Person }>('POST', `${registry}/v1/people/query`, {
          citizenNumber: person.citizenNumber,
          ...why,
        });
      const register = (registered: Person) =>
        ask('PUT', `${registry}/control/people/${person.citizenNumber}`, registered);

      expect((await asked()).body).toEqual({ found: false });
      expect((await register(person)).status).toBe(200);
      expect((await asked()).body).toEqual({ found: true, person });
      await register({ ...person, registration: 'cancelled' });
      expect((await asked()).body.person?.registration).toBe('cancelled');
    }));

  it('has a photo of everybody who ever had a card', () =>
    withStandIns(async ({ registry }) => {
      const { renewal, firstTime } = demoPeople(new Date());
      const photoOf = ({ citizenNumber }: Person) =>
        ask<{ found: boolean; jpeg?: string }>('POST', `${registry}/v1/people/photo`, { citizenNumber, ...why });
      const { body } = await photoOf(renewal);
      expect(body).toMatchObject({ found: true, citizenNumber: renewal.citizenNumber });
      expect(Buffer.from(body.jpeg ?? '', 'base64').subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
      expect((await photoOf(firstTime)).body).toEqual({ found: false });
    }));

  it('names every bad field of a question at once and repeats nothing of it', () =>
    withStandIns(async ({ registry }) => {
      const wrong = { citizenNumber: '990202199803150021', purpose: '', officer: 'o', bureau: '9901' };
      const answer = await ask<{ errors: { path: string }[] }>('POST', `${registry}/v1/people/query`, wrong);
      expect(answer).toMatchObject({
        status: 400,
        contentType: expect.stringContaining('application/problem+json') as string,
        body: { code: 'BAD_INPUT' },
      });
      expect(answer.body.errors.map(({ path }) => path)).toEqual(['citizenNumber', 'purpose', 'bureau']);
      expect(JSON.stringify(answer.body)).not.toContain(wrong.citizenNumber);
    }));

  it('refuses a person under another number than the address says', () =>
    withStandIns(async ({ registry }) => {
      const other = aPerson().citizenNumber;
      expect((await ask('PUT', `${registry}/control/people/${other}`, aPerson())).status).toBe(400);
    }));
});
