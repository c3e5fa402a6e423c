import type { AcceptedView, ApplicationView } from '@yidi/contracts';
import { County, Desk, registered, Workshop } from '@yidi/flow';
import { portrait } from '@yidi/stand-ins';
import type { Stack } from '@yidi/flow';
import { formChanges, groundsOf, registeredAs } from './people.js';
import type { PlannedCase, Step } from './plan.js';

const portraits = new Map<number, Promise<Buffer>>();

function portraitOf(tone: number): Promise<Buffer> {
  const drawn = portraits.get(tone) ?? portrait(tone);
  portraits.set(tone, drawn);
  return drawn;
}

/** One case of the week, handled by the officers of both bureaus as the road of its plan says. */
export class LivedCase {
  readonly desk: Desk;
  readonly county: County;
  readonly workshop: Workshop;
  #receiptCode = '';
  #id = '';

  constructor(
    private readonly stack: Stack,
    readonly plan: PlannedCase,
  ) {
    this.desk = new Desk(stack, plan.bureau, plan.station);
    this.county = new County(stack, plan.county);
    this.workshop = new Workshop(stack, plan.bureau);
  }

  /** The application's id; known once the desk has accepted. */
  get id(): string {
    return this.#id;
  }

  /** The acceptance point to which the card goes. */
  get point(): string {
    return `${this.plan.bureau}00${this.plan.station}`;
  }

  /** What one officer does alone; cards are made and sent many at once, elsewhere. */
  async take(step: Step): Promise<void> {
    const alone: Partial<Record<Step, () => Promise<unknown>>> = {
      draft: () => this.#open(),
      screen: () => this.#screened(),
      suspend: () => this.#suspend(),
      discard: async () => this.desk.act(await this.#screened(), 'discard'),
      'refuse-here': () => this.#refuseHere(),
      accept: () => this.#accept(),
      claim: async () => this.county.claim(await this.county.received(this.id)),
      recommend: async () => this.county.recommendIssue(await this.county.claim(await this.county.received(this.id))),
      return: () => this.#return(),
      correct: () => this.#correct(),
      refuse: () => this.county.refuseFor(this.id, '照片与本人登记照片明显不符，身份无法确认。'),
      withdraw: async () => this.desk.act(await this.#seen(), 'withdraw', { reason: 'applicant-wish' }),
      issue: () => this.county.issueFor(this.id),
      revoke: () => this.#revoke(),
      'fail-thrice': () => this.#failThrice(),
      spoil: async () =>
        this.workshop.act(await this.workshop.cardIn(this.id, 'made'), 'spoil', { cause: 'visual-defect' }),
      destroy: () => this.#destroy(),
      collect: async () => this.desk.handOver(await this.desk.seeIn(this.id, 'arrived'), this.#receiptCode),
    };
    await alone[step]?.();
  }

  #seen(): Promise<ApplicationView> {
    return this.desk.see(this.id);
  }

  async #open(): Promise<ApplicationView> {
    const { plan, stack } = this;
    const citizen = await registered(stack, registeredAs(plan));
    if (plan.ending === 'suspended' && citizen.lastCard) {
      await registered(stack, { ...citizen, lastCard: { ...citizen.lastCard, hasFingerprints: false } });
    }
    return this.desk.open(citizen, plan.reason, formChanges(plan));
  }

  async #screened(): Promise<ApplicationView> {
    const draft = await this.desk.attach(await this.#open(), 'photo', await portraitOf(this.plan.tone));
    return this.desk.screen(await this.desk.attachPapers(draft));
  }

  async #suspend(): Promise<void> {
    const grounds = { rule: 'appearance', words: '相貌变化较大，指纹无法比对，暂不受理。' };
    await this.desk.act(await this.#screened(), 'suspend', grounds, this.desk.officer);
  }

  async #refuseHere(): Promise<void> {
    const { rule, words } = groundsOf(this.plan);
    await this.desk.refuse(await this.#screened(), rule, words);
  }

  async #accept(): Promise<void> {
    const taken: AcceptedView = await this.desk.accept(await this.desk.takeFee(await this.#screened()));
    this.#id = taken.id;
    this.#receiptCode = taken.receiptCode;
  }

  async #return(): Promise<void> {
    const items = [
      { item: 'photo', code: 'photo-quality', text: '照片反光，请重拍。' },
      { item: 'residenceAddress', code: 'question', text: '门牌号不全。' },
    ];
    await this.county.returnFor(this.id, items);
  }

  async #correct(): Promise<void> {
    const returned = await this.desk.seeIn(this.id, 'returned');
    const retaken = await this.desk.attach(returned, 'photo', await portraitOf(this.plan.tone + 5));
    const { body } = await this.desk.clerk.try(`/applications/${this.id}?purpose=handling`);
    const { form } = body as { form: Record<string, unknown> };
    const answers = [
      { item: 'photo', text: '已重拍' },
      { item: 'residenceAddress', text: '已补全' },
    ];
    await this.desk.act(retaken, 'correct', {
      answers,
      form: { ...form, residenceAddress: `${String(form['residenceAddress'])}301室` },
    });
  }

  async #revoke(): Promise<void> {
    const issued = await this.county.received(this.id, 'issued');
    await this.county.act(
      issued,
      'revoke',
      { reason: 'error', explanation: '签发有误，予以撤销。' },
      this.county.issuer,
    );
    await this.desk.seeIn(this.id, 'revoked');
  }

  /** The machine fails until a person has to look: nothing else may be in it meanwhile. */
  async #failThrice(): Promise<void> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await this.workshop.failNext(1);
      await this.workshop.batch(this.id);
      await this.workshop.cardIn(this.id, attempt < 3 ? 'ordered' : 'held');
    }
  }

  /** Two inspectors, each with a signature. */
  async #destroy(): Promise<void> {
    const once = await this.workshop.act(await this.workshop.cardIn(this.id, 'to-destroy'), 'destroy', {});
    const second = this.workshop.withInspector(2);
    await second.act(once, 'destroy', {}, second.inspector);
  }
}
