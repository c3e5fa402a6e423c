import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BureauAbout } from '@yidi/contracts';
import {
  type ApplicationAccepted,
  BureauCode,
  canStep,
  changed,
  openReview,
  refuseSecond,
  reviewSteps,
  takeBack,
  unlessSecond,
} from '@yidi/domain';
import { Directory, type LetterHandler, ParkLetter, type PayloadOf } from '@yidi/messaging';
import { Bureau } from '@yidi/service';
import { OwnBureau } from '../own-bureau.js';
import { ReviewRows } from '../store/review-rows.js';
import { byLetter, type LetterAbout, ReviewStore, type Step, subjectsOf } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof ApplicationAccepted>>;
const WithPoints = BureauAbout.pick({ points: true });

/** Opens a review, or one anew that this county had sent on; a person's second live application is refused by letter, the first one stands. */
@Injectable()
export class OnApplicationAccepted implements LetterHandler<typeof ApplicationAccepted> {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly rows: ReviewRows,
    private readonly directory: Directory,
    private readonly bureau: Bureau,
    private readonly own: OwnBureau,
  ) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    for (const { from, payload } of letters) {
      if (!this.ownsPoint(from.bureau, payload.point)) throw new ParkLetter('not-yours');
    }
    const subjects = subjectsOf(letters);
    if (subjects.length < letters.length) throw new ParkLetter('refused', 'two letters open one application');
    const here = await this.reviews.lock(tx, subjects);
    for (const { subject, from } of letters) {
      const known = here.get(subject)?.review;
      if (known && known.residenceBureau !== from.bureau) throw new ParkLetter('not-yours', 'known already');
      if (known && !canStep(reviewSteps, known.state, 'take-back')) throw new ParkLetter('refused', 'known already');
    }
    const back = letters.filter(({ subject }) => here.has(subject));
    if (back.length > 0) await this.takeBack(tx, back);
    let steps = letters.filter(({ subject }) => !here.has(subject)).map((letter) => this.opening(letter));
    while (steps.length > 0) steps = await this.refuseSeconds(tx, await this.reviews.insert(tx, steps));
  }

  private async takeBack(tx: EntityManager, letters: Letter[]): Promise<void> {
    const live = await this.reviews.liveOf(
      tx,
      letters.map(({ payload }) => payload.form.citizenNumber),
    );
    await this.reviews.take(tx, { act: 'take-back', letters }, (review, { payload, receivedAt }) => {
      const change = takeBack(review, payload, { receivedAt, policy: this.rows.policyOf(receivedAt) });
      return unlessSecond(change, live.get(payload.form.citizenNumber), this.own.contact, receivedAt);
    });
  }

  private opening(letter: Letter): Step {
    const { payload, from, receivedAt } = letter;
    const policy = this.rows.policyOf(receivedAt);
    const review = openReview(payload, {
      residenceBureau: BureauCode.parse(from.bureau),
      bureau: this.bureau.code,
      receivedAt,
      policy,
    });
    const change = changed(review, { note: { acceptanceNumber: review.acceptanceNumber } });
    return { ...byLetter(letter), before: undefined, change, act: 'open' };
  }

  /** Refuses each for whose person a review is live; answers those whose first has ended in this very moment. */
  private async refuseSeconds(tx: EntityManager, steps: Step[]): Promise<Step[]> {
    const firsts = await this.reviews.liveOf(
      tx,
      steps.map(({ change }) => change.next.form.citizenNumber),
    );
    const again: Step[] = [];
    const refused: Step[] = [];
    for (const step of steps) {
      const second = step.change.next;
      const first = firsts.get(second.form.citizenNumber);
      if (!first) again.push(step);
      else {
        const change = refuseSecond(second, first, this.own.contact, step.at);
        refused.push({ ...step, change, act: 'refuse-second' });
      }
    }
    if (refused.length > 0) await this.reviews.insert(tx, refused);
    return again;
  }

  private ownsPoint(bureau: string, point: string): boolean {
    if (!point.startsWith(bureau)) return false;
    const about = WithPoints.safeParse(this.directory.bureau(bureau)?.about);
    return about.success && about.data.points.some(({ code }) => code === point);
  }
}
