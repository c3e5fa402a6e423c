import { CardOrdered, CardStopped } from '@yidi/domain';
import { aCorrespondent, eventually, inboxesFor } from '@yidi/service/testing';
import { aCentre, type Centre, type OrderLetter } from './centre.js';

const [HERE, COUNTY, ELSEWHERE] = ['990366', '990367', '990368'];

describe('the centre over Kafka', () => {
  let centre: Centre;
  let intake: Awaited<ReturnType<typeof aCorrespondent>>;

  beforeAll(async () => {
    await inboxesFor(HERE);
    centre = await aCentre({ here: HERE, county: COUNTY, elsewhere: ELSEWHERE });
    intake = await aCorrespondent({ bureau: HERE, service: 'intake', files: centre.files });
  });
  afterAll(async () => {
    await intake?.stop();
    await centre?.stop();
  });

  const about = (subject: string) => ({ to: { bureau: HERE, service: 'production' }, subject, time: new Date() });
  const orderOf = ({ payload, bytes }: OrderLetter) => ({
    ...about(payload.applicationId),
    letter: CardOrdered,
    payload,
    bytes,
  });
  const told = (applicationId: string, type: string) =>
    eventually(
      async () => intake.received.find((letter) => letter.subject === applicationId && letter.type === type),
      `${type} is at the intake`,
    );

  it('given an order by letter, when the card is made, then the intake hears of it', async () => {
    const order = centre.anOrder();
    const { applicationId } = order.payload;
    await intake.send(orderOf(order));
    const card = await centre.cardIn(applicationId, 'ordered');
    await centre.ask('maker-1', '/batches', { body: { cardIds: [card.id] } });

    expect(await told(applicationId, 'card.made')).toMatchObject({ payload: { applicationId, cardId: card.id } });
  });

  it('given a forged certification, then its letter is parked, its stop waits behind it, and other orders go on', async () => {
    const forged = centre.anOrder({ forged: { reason: 'loss' } });
    const honest = centre.anOrder();
    const { applicationId } = forged.payload;
    const stop = { applicationId, reason: 'revoked', stoppedAt: new Date().toISOString() };
    await intake.send(
      orderOf(forged),
      { ...about(applicationId), letter: CardStopped, payload: stop },
      orderOf(honest),
    );

    await centre.cardIn(honest.payload.applicationId, 'ordered');
    const parked = () =>
      centre
        .source()
        .query('select type, cause, detail from letters_parked where subject = $1 order by position', [
          applicationId,
        ]) as Promise<object[]>;
    await eventually(async () => (await parked()).length === 2, 'both letters are put aside');
    expect(await parked()).toMatchObject([
      { type: 'card.ordered', cause: 'certification', detail: 'SIGNATURE' },
      { type: 'card.stopped', cause: 'waiting' },
    ]);
    expect(await centre.cardsOf(applicationId)).toEqual([]);
  });
});
