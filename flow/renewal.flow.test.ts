import { County, Desk, registered, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('a resident of 甲县 registered in 乙县', () => {
  it('renews an expired card: from the form to the hand-over, the original card back', async () => {
    const citizen = await registered(stack, { name: '陈𬱖' });

    const taken = await desk.acceptFor(citizen, 'expiry');
    expect(taken.acceptanceNumber).toMatch(/^990101001\d{13}$/);
    expect(taken.receiptCode.length).toBeGreaterThanOrEqual(24);
    expect(await desk.publicStatus(taken.receiptCode, citizen)).toMatchObject({ stage: 'with-the-county' });

    const issued = await county.issueFor(taken.id);
    expect(issued.certificationId).not.toBeNull();

    const card = await workshop.makeAndBring(taken.id);
    expect(card).toMatchObject({ attempt: 1, orderedBy: '990101' });
    const waiting = await desk.seeIn(taken.id, 'arrived');
    expect(await desk.publicStatus(taken.receiptCode, citizen)).toMatchObject({ stage: 'ready-to-collect' });

    const refusedHandOver = await desk.clerk.try(`/applications/${taken.id}/collect`, {
      revision: waiting.revision,
      body: {
        receiptCode: taken.receiptCode,
        identity: { by: 'fingerprint', result: 'match' },
        collector: { who: 'holder' },
        originalCard: 'lost-since',
        signed: true,
      },
    });
    expect(refusedHandOver).toMatchObject({ status: 409, body: { code: 'ORIGINAL_CARD_NOT_RETURNED' } });

    const collected = await desk.handOver(waiting, taken.receiptCode);
    expect(collected).toMatchObject({ state: 'collected' });
    await workshop.cardIn(taken.id, 'collected');
    expect(await desk.publicStatus(taken.receiptCode, citizen)).toMatchObject({ stage: 'collected' });
  });

  it('replaces a lost card for 40 yuan on a household register', async () => {
    const citizen = await registered(stack);

    const taken = await desk.acceptFor(citizen, 'loss');
    expect(taken.fee).toMatchObject({ state: 'paid', amountFen: 4000 });
    await county.issueFor(taken.id);
    await workshop.makeAndBring(taken.id);

    const collected = await desk.handOver(await desk.seeIn(taken.id, 'arrived'), taken.receiptCode);
    expect(collected).toMatchObject({ state: 'collected' });
  });

  it('is told nothing by the public page without the right four characters', async () => {
    const citizen = await registered(stack);
    const stranger = await registered(stack);
    const { receiptCode } = await desk.acceptFor(citizen);

    await expect(desk.publicStatus(receiptCode, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(desk.publicStatus('0000000000000000000000ZZ', citizen)).rejects.toMatchObject({ status: 404 });
  });
});
