import { aDesk, type Desk } from './desk.js';
import { aPerson } from './people.js';

describe('accepting an application away from home', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990301', '990302');
  });
  afterAll(() => desk?.stop());

  it('given a renewal with everything in order, when accepted, then it has a number, a receipt and the county has the whole case', async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);

    expect(accepted).toMatchObject({ state: 'accepted', registrationBureau: desk.county, warned: 0 });
    expect(accepted.acceptanceNumber).toMatch(new RegExp(`^${desk.home}001\\d{13}$`));
    expect(accepted.receiptCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/);
    const letters = await desk.letters(accepted.id);
    expect(letters.map(({ type, to }) => `${type} ${to}`)).toEqual([
      `attachment.sent ${desk.county}/review`,
      `attachment.sent ${desk.county}/review`,
      `application.accepted ${desk.county}/review`,
    ]);
    expect(letters[2]?.payload).toMatchObject({
      applicationId: accepted.id,
      form: { citizenNumber: person.citizenNumber },
      contact: `${desk.home} 户政科 0990-1234567`,
    });
  });
});
