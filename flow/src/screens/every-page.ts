import { randomUUID } from 'node:crypto';
import type { AcceptedView } from '@yidi/contracts';
import { returnCodes } from '@yidi/domain';
import { County } from '../county.js';
import { Desk } from '../desk.js';
import { registered, type Citizen } from '../person.js';
import type { Stack } from '../stack.js';
import { Workshop } from '../workshop.js';

/** A page of the console as somebody comes upon it at work. */
export interface ConsolePage {
  readonly name: string;
  /** Whoever works there, e.g. `990101-clerk-1`. */
  readonly officer: string;
  /** Below `/office`. */
  readonly path: string;
}

/** Cases at every stage of the road, and the pages that show them. */
export interface Office {
  readonly pages: readonly ConsolePage[];
  /** Those whose names, numbers and addresses may stand nowhere but on a page. */
  readonly people: readonly Citizen[];
  /** A receipt that its holder can ask with. */
  readonly receipt: { readonly code: string; readonly lastFour: string };
}

/** Prepares an office at work: one case at every stage, each page with something on it. */
export async function officeAtWork(stack: Stack): Promise<Office> {
  const desk = new Desk(stack, '990101');
  const county = new County(stack, '990202');
  const workshop = new Workshop(stack, '990101');
  const people: Citizen[] = [];
  const somebody = async (): Promise<Citizen> => {
    const citizen = await registered(stack);
    people.push(citizen);
    return citizen;
  };
  const accepted = async (): Promise<AcceptedView & { citizen: Citizen }> => {
    const citizen = await somebody();
    return { ...(await desk.acceptFor(citizen)), citizen };
  };

  const begun = await desk.open(await somebody(), 'expiry');
  const ready = await desk.takeFee(await desk.screen(await desk.attachAll(await desk.open(await somebody(), 'loss'))));
  const [waiting, claimed, reviewed, back, onShelf, onTheWay, inTheMachine] = [
    await accepted(),
    await accepted(),
    await accepted(),
    await accepted(),
    await accepted(),
    await accepted(),
    await accepted(),
  ];
  await county.received(waiting.id);
  await county.claim(await county.received(claimed.id));
  await county.recommendIssue(await county.claim(await county.received(reviewed.id)));
  await county.returnFor(back.id, [{ item: 'photo', code: returnCodes[0], text: '照片反光，请重拍。' }]);
  await desk.seeIn(back.id, 'returned');
  for (const { id } of [onShelf, onTheWay, inTheMachine]) await county.issueFor(id);
  await workshop.makeAndBring(onShelf.id);
  await workshop.batch(onTheWay.id);
  const parcel = await workshop.dispatch(await workshop.verify(await workshop.cardIn(onTheWay.id, 'made')));
  const batch = await workshop.batch(inTheMachine.id);
  const made = await workshop.cardIn(inTheMachine.id, 'made');

  const at = (officer: string, pages: Readonly<Record<string, string>>): ConsolePage[] =>
    Object.entries(pages).map(([name, path]) => ({ name, officer, path }));
  return {
    people,
    receipt: { code: onShelf.receiptCode, lastFour: onShelf.citizen.citizenNumber.slice(-4) },
    pages: [
      ...at('990101-clerk-1', {
        'my-work': '/',
        desk: '/desk',
        'new-case': `/desk/new/${randomUUID()}?fresh=yes`,
        'case-begun': `/desk/${begun.id}`,
        'case-form': `/desk/${begun.id}?step=form`,
        'case-papers': `/desk/${begun.id}?step=papers`,
        applications: '/applications',
        application: `/applications/${onShelf.id}`,
        returned: '/applications?state=returned',
        'returned-case': `/returned/${back.id}`,
        counter: '/counter',
        case: `/cases/${onShelf.id}`,
        settings: '/settings',
      }),
      ...at('990101-accepting-officer-1', {
        'case-screening': `/desk/${ready.id}?step=screening`,
        'case-fee': `/desk/${ready.id}?step=fee`,
        'case-check': `/desk/${ready.id}?step=check`,
      }),
      ...at('990202-reviewer-1', {
        'county-work': '/',
        reviews: '/reviews?state=open',
        'review-open': `/reviews/${waiting.id}`,
        'review-claimed': `/reviews/${claimed.id}`,
        'county-case': `/cases/${waiting.id}`,
      }),
      ...at('990202-issuer-1', { 'to-issue': '/reviews?state=reviewed', issue: `/reviews/${reviewed.id}` }),
      ...at('990101-maker-1', { cards: '/cards', batch: `/batches/${batch.id}` }),
      ...at('990101-inspector-1', { 'cards-made': '/cards?state=made', card: `/cards/${made.id}` }),
      ...at('990101-administrator-1', {
        operators: '/operators',
        parked: '/operators/parked',
        letters: '/operators/letters?service=intake&peer=/bureau/990202/review&way=out',
        reconciliation: '/operators/reconciliation',
        quarantine: '/operators/quarantine',
      }),
      ...at('990101-auditor-1', { audit: '/audit' }),
      ...at('990101-distributor-1', { parcels: '/parcels', parcel: `/parcels/${parcel.id}` }),
    ],
  };
}
