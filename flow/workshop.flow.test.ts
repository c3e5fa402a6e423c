import { County, Desk, registered, send, Workshop } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

/** Accepted here, issued there: the card is on order. */
async function ordered(): Promise<{ id: string; receiptCode: string }> {
  const taken = await desk.acceptFor(await registered(stack));
  await county.issueFor(taken.id);
  await desk.seeIn(taken.id, 'ordered');
  return taken;
}

describe('the card centre', () => {
  it('remakes a card that the inspector finds no good, and hands over the remake', async () => {
    const { id, receiptCode } = await ordered();
    await workshop.batch(id);
    const first = await workshop.cardIn(id, 'made');
    const marred = { 'items-legible': true, 'photo-clear': false, 'film-intact': true, 'edges-clean': true };
    const failed = await workshop.inspector.try(`/cards/${first.id}/verify`, {
      body: { visual: marred },
      revision: first.revision,
    });
    expect(failed.body).toMatchObject({ code: 'CHECKLIST_FAILED' });

    const spoiled = await workshop.act(first, 'spoil', { cause: 'visual-defect' });
    expect(spoiled.state).toBe('spoiled');

    const remade = await workshop.makeAndBring(id);
    expect(remade).toMatchObject({ attempt: 2, remakeOf: first.id });
    const waiting = await desk.seeIn(id, 'arrived');
    expect(waiting.card).toMatchObject({ spoiled: 1 });
    expect((await desk.handOver(waiting, receiptCode)).state).toBe('collected');
  });

  it('remakes by itself what the machine could not make, and stops for a person after the second remake', async () => {
    const { id } = await ordered();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await send(`${stack.cardMachine}/control/faults`, { body: { failNext: 1 } });
      await workshop.batch(id);
      await workshop.cardIn(id, attempt < 3 ? 'ordered' : 'held');
    }

    const held = await workshop.cardIn(id, 'held');
    await workshop.act(held, 'release', {});
    expect((await workshop.makeAndBring(id)).attempt).toBe(4);
  });

  it('finds a chip that is not what was certified', async () => {
    const { id } = await ordered();
    await send(`${stack.cardMachine}/control/faults`, { body: { corruptNextChip: 1 } });
    await workshop.batch(id);
    const made = await workshop.cardIn(id, 'made');

    await expect(workshop.verify(made)).rejects.toMatchObject({ problem: { code: 'CHIP_DIFFERS' } });

    await workshop.act(made, 'spoil', { cause: 'chip-differs' });
    expect((await workshop.makeAndBring(id)).attempt).toBe(2);
  });

  it('stops a card whose issue the county revokes, and destroys a made one under two signatures', async () => {
    const { id } = await ordered();
    await workshop.batch(id);
    await workshop.cardIn(id, 'made');
    const issued = await county.received(id, 'issued');

    await county.act(issued, 'revoke', { reason: 'error', explanation: '签发有误。' }, county.issuer);

    await desk.seeIn(id, 'revoked');
    const doomed = await workshop.cardIn(id, 'to-destroy');
    const once = await workshop.act(doomed, 'destroy', {});
    const same = await workshop.inspector.try(`/cards/${once.id}/destroy`, { body: {}, revision: once.revision });
    expect(same.body).toMatchObject({ code: 'SAME_OFFICER' });
    const second = workshop.withInspector(2);
    expect((await second.act(once, 'destroy', {}, second.inspector)).state).toBe('destroyed');
    await desk.seeIn(id, 'destroyed');
  });
});
