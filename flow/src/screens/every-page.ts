import { randomUUID } from 'node:crypto';
import { type AcceptedView, ReplayedLetters } from '@yidi/contracts';
import { returnCodes } from '@yidi/domain';
import type { Page } from 'playwright-core';
import { County } from '../county.js';
import { Desk } from '../desk.js';
import { OfficerAt } from '../officer.js';
import { firstParked, NoReviews } from '../parking.js';
import { type Citizen, registered } from '../person.js';
import type { Stack } from '../stack.js';
import { Workshop } from '../workshop.js';

/** A page of the console as somebody comes upon it at work. */
export interface ConsolePage {
  readonly name: string;
  /** Whoever works there, e.g. `990101-clerk-1`. */
  readonly officer: string;
  /** Below `/office`. */
  readonly path: string;
  /** What the officer does there first. */
  readonly before?: (page: Page) => Promise<void>;
}

/** Cases at every stage of the road, and the pages that show them. */
export interface Office {
  readonly pages: readonly ConsolePage[];
  /** Those whose names, numbers and addresses may stand nowhere but on a page. */
  readonly people: readonly Citizen[];
  /** A receipt that its holder can ask with. */
  readonly receipt: { readonly code: string; readonly lastFour: string };
  /** Has the parked letter handled again: others count those that lie there. */
  readonly leave: () => Promise<void>;
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

  const administrator = new OfficerAt(stack, '990202-administrator-1', 'review');
  const parked = await parkedLetter(stack, administrator, accepted);

  const at = (officer: string, pages: Readonly<Record<string, string>>): ConsolePage[] =>
    Object.entries(pages).map(([name, path]) => ({ name, officer, path }));
  return {
    people,
    receipt: { code: onShelf.receiptCode, lastFour: onShelf.citizen.citizenNumber.slice(-4) },
    leave: async () => {
      const { id, revision } = parked;
      await administrator.ask(ReplayedLetters, `/letters/parked/${id}/replay`, {
        body: { reason: '原因已消除。' },
        revision,
      });
    },
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
        uncollected: '/applications?uncollected=true',
        'returned-case': `/returned/${back.id}`,
        counter: '/counter',
        'hand-over': `/counter?case=${onShelf.id}`,
        case: `/cases/${onShelf.id}`,
        settings: '/settings',
        'signed-in': '/signed-in',
        find: '/find',
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
      ...at('990202-issuer-1', {
        'to-issue': '/reviews?state=reviewed',
        'issue-many': '/reviews/issue',
        issue: `/reviews/${reviewed.id}`,
      }),
      ...at('990101-maker-1', {
        'centre-work': '/',
        cards: '/cards',
        batches: '/batches',
        batch: `/batches/${batch.id}`,
      }),
      ...at('990101-inspector-1', { 'cards-made': '/cards?state=made', card: `/cards/${made.id}` }),
      ...at('990101-administrator-1', {
        operators: '/operators',
        parked: '/operators/parked',
        settled: '/operators/settled',
        letters: '/operators/letters?service=intake&peer=/bureau/990202/review&way=out',
        reconciliation: '/operators/reconciliation',
        quarantine: '/operators/quarantine',
      }),
      {
        name: 'parked-letter',
        officer: '990202-supervisor-1',
        path: `/operators/parked/review/${parked.id}`,
        before: lookInside,
      },
      ...at('990101-auditor-1', { audit: '/audit' }),
      ...at('990101-distributor-1', { parcels: '/parcels', parcel: `/parcels/${parcel.id}` }),
    ],
  };
}

/** A letter that the county has put aside, and can handle again since. */
async function parkedLetter(stack: Stack, administrator: OfficerAt, accepted: () => Promise<AcceptedView>) {
  const fault = new NoReviews(stack);
  await fault.begin();
  try {
    const { id } = await accepted();
    return await firstParked(administrator, id);
  } finally {
    await fault.end();
  }
}

/** A supervisor has a parked letter shown with what it says. */
async function lookInside(page: Page): Promise<void> {
  await page.getByRole('button', { name: /查阅内容|Look inside/ }).click();
  await page.getByLabel(/查阅原因|Why/).fill('查明搁置原因');
  await page.getByRole('button', { name: /记录并显示|Log it and show/ }).click();
  await page.getByRole('button', { name: /遮盖|Cover/ }).waitFor();
}
