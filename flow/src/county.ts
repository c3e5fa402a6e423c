import { ReviewView } from '@yidi/contracts';
import { eventually, send } from './http.js';
import { addressOf, OfficerAt, tokenOf } from './officer.js';
import type { Stack } from './stack.js';

/** The registration county: one reviews, another issues. */
export class County {
  readonly reviewer: OfficerAt;
  readonly issuer: OfficerAt;
  readonly contact = { name: '何平', phone: '0999-2020110' };

  constructor(
    private readonly stack: Stack,
    readonly bureau: string,
  ) {
    this.reviewer = new OfficerAt(stack, `${bureau}-reviewer-1`, 'review');
    this.issuer = new OfficerAt(stack, `${bureau}-issuer-1`, 'review');
  }

  /** Waits until the letter has opened (or opened again) the review. */
  received(applicationId: string, ...states: ReviewView['state'][]): Promise<ReviewView> {
    const wanted = states.length > 0 ? states : (['open'] as const);
    return eventually(`review of ${applicationId} ${wanted.join(' or ')} in ${this.bureau}`, async () => {
      const token = await tokenOf(this.stack, this.reviewer.id);
      const url = `${addressOf(this.stack, this.bureau, 'review')}/reviews/${applicationId}`;
      const reply = await send(url, { token });
      if (reply.status !== 200) return undefined;
      const seen = ReviewView.parse(reply.body);
      return wanted.some((state) => state === seen.state) ? seen : undefined;
    });
  }

  act(the: ReviewView, act: string, body: unknown = {}, by = this.reviewer): Promise<ReviewView> {
    return by.ask(ReviewView, `/reviews/${the.applicationId}/${act}`, { body, revision: the.revision });
  }

  claim(the: ReviewView): Promise<ReviewView> {
    return this.act(the, 'claim');
  }

  /** The case in one look: declared against registered; the read is logged with its purpose. */
  compare(the: ReviewView): Promise<ReviewView> {
    return this.reviewer.ask(ReviewView, `/reviews/${the.applicationId}?purpose=handling`);
  }

  recommendIssue(the: ReviewView): Promise<ReviewView> {
    return this.act(the, 'recommend', { verdict: 'issue', settled: [] });
  }

  issue(the: ReviewView): Promise<ReviewView> {
    return this.act(the, 'issue', {}, this.issuer);
  }

  /** From the letter to the certification without a hitch. */
  async issueFor(applicationId: string): Promise<ReviewView> {
    return this.issue(await this.recommendIssue(await this.claim(await this.received(applicationId))));
  }

  /** Not issued: the reviewer recommends it, the issuer decides, with reason and contact. */
  async refuseFor(applicationId: string, explanation: string): Promise<ReviewView> {
    const code = 'identity-not-confirmed';
    const claimed = await this.claim(await this.received(applicationId));
    const reviewed = await this.act(claimed, 'recommend', { verdict: 'refuse', code, grounds: explanation });
    return this.act(reviewed, 'refuse', { code, explanation, contact: this.contact }, this.issuer);
  }

  /** Back to the desk with every item to put right. */
  async returnFor(applicationId: string, items: { item: string; code: string; text: string }[]): Promise<ReviewView> {
    const claimed = await this.claim(await this.received(applicationId));
    return this.act(claimed, 'return', { items, contact: this.contact });
  }
}
