import { AcceptedView, ApplicationView, StatusAnswer } from '@yidi/contracts';
import type { ApplicationReason, PaperKind, RuleId } from '@yidi/domain';
import { portrait } from '@yidi/stand-ins';
import { accepted, eventually, insist } from './http.js';
import { addressOf, OfficerAt } from './officer.js';
import { type Citizen, formOf, scan } from './person.js';
import type { Stack } from './stack.js';

/** Yuan 20 or 40, in fen, as the default policy has them. */
const fees: Readonly<Record<ApplicationReason, number>> = {
  expiry: 2000,
  damage: 4000,
  loss: 4000,
  'item-change': 2000,
  'first-issue': 0,
};
const papersFor: Readonly<Record<ApplicationReason, PaperKind[]>> = {
  expiry: ['original-card', 'residence-proof'],
  damage: ['original-card', 'residence-proof'],
  loss: ['household-register', 'residence-proof'],
  'item-change': ['original-card', 'household-register', 'residence-proof'],
  'first-issue': ['household-register', 'residence-proof'],
};

/** The desk of a bureau of residence: a clerk, an accepting officer, and later the counter. */
export class Desk {
  readonly clerk: OfficerAt;
  readonly officer: OfficerAt;

  constructor(
    private readonly stack: Stack,
    readonly bureau: string,
    station = 1,
  ) {
    this.clerk = new OfficerAt(stack, `${bureau}-clerk-${station === 1 ? 1 : 3}`, 'intake');
    this.officer = new OfficerAt(stack, `${bureau}-accepting-officer-${station}`, 'intake');
  }

  /** A clerk opens an application with the signed form. */
  open(citizen: Citizen, reason: ApplicationReason, changes: Record<string, unknown> = {}): Promise<ApplicationView> {
    const body = { reason, registrationBureau: citizen.division, form: formOf(citizen, changes) };
    return this.clerk.ask(ApplicationView, '/applications', { body });
  }

  /** One paper or the photo, as the scanner gives it. */
  async attach(the: ApplicationView, kind: PaperKind, content?: Uint8Array): Promise<ApplicationView> {
    const bytes = { type: 'image/jpeg', content: content ?? (kind === 'photo' ? await portrait() : await scan(kind)) };
    const path = `/applications/${the.id}/papers/${kind}`;
    return this.clerk.ask(ApplicationView, path, { method: 'PUT', bytes, revision: the.revision });
  }

  /** Photo and all papers that the reason needs. */
  async attachAll(the: ApplicationView): Promise<ApplicationView> {
    return this.attachPapers(await this.attach(the, 'photo'));
  }

  /** All papers that the reason needs, without the photo. */
  async attachPapers(the: ApplicationView): Promise<ApplicationView> {
    let now = the;
    for (const kind of papersFor[the.reason]) now = await this.attach(now, kind);
    return now;
  }

  /** An act of the clerk or, where an officer in post has to decide, of the accepting officer. */
  act(the: ApplicationView, act: string, body: unknown = {}, by = this.clerk): Promise<ApplicationView> {
    return by.ask(ApplicationView, `/applications/${the.id}/${act}`, { body, revision: the.revision });
  }

  screen(the: ApplicationView): Promise<ApplicationView> {
    return this.act(the, 'screen');
  }

  takeFee(the: ApplicationView): Promise<ApplicationView> {
    return this.act(the, 'settle-fee', { amountFen: fees[the.reason] });
  }

  accept(the: ApplicationView): Promise<AcceptedView> {
    return this.officer.ask(AcceptedView, `/applications/${the.id}/accept`, { body: {}, revision: the.revision });
  }

  refuse(the: ApplicationView, rule: RuleId, words: string): Promise<ApplicationView> {
    return this.act(the, 'refuse', { rule, words }, this.officer);
  }

  /** From the first form to acceptance without a hitch. */
  async acceptFor(
    citizen: Citizen,
    reason: ApplicationReason = 'expiry',
    changes: Record<string, unknown> = {},
  ): Promise<AcceptedView> {
    const draft = await this.attachAll(await this.open(citizen, reason, changes));
    return this.accept(await this.takeFee(await this.screen(draft)));
  }

  /** The application as it stands, masked. */
  see(id: string): Promise<ApplicationView> {
    return this.clerk.ask(ApplicationView, `/applications/${id}`);
  }

  /** Waits until letters have brought the application there. */
  seeIn(id: string, ...states: ApplicationView['state'][]): Promise<ApplicationView> {
    return eventually(`application ${id} in ${states.join(' or ')}`, async () => {
      const seen = await this.see(id);
      return states.includes(seen.state) ? seen : undefined;
    });
  }

  /** At the counter: receipt, person, original card. */
  handOver(the: ApplicationView, receiptCode: string, changes: Record<string, unknown> = {}): Promise<ApplicationView> {
    return this.act(the, 'collect', {
      receiptCode,
      identity: { by: 'fingerprint', result: 'match' },
      collector: { who: 'holder' },
      originalCard: the.reason === 'loss' ? 'none' : 'returned',
      signed: true,
      ...changes,
    });
  }

  /** What anyone with receipt and last four characters is told. */
  async publicStatus(receiptCode: string, citizen: Citizen): Promise<StatusAnswer> {
    const body = { receiptCode, lastFour: citizen.citizenNumber.slice(-4) };
    const reply = await insist(`${addressOf(this.stack, this.bureau, 'intake')}/public/status`, { body });
    return StatusAnswer.parse(accepted(reply, 'public status').body);
  }
}
