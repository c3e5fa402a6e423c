import { Problem, ReceiptAnswer, type ReceiptQuestion, StatusAnswer } from '@yidi/contracts';
import type { z } from 'zod';

const answersWithinMs = 5000;

/** The bureau's intake does not answer, or not as agreed. */
export class IntakeAway extends Error {
  override readonly name = 'IntakeAway';
}

/** Too many questions were asked. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
  readonly statusCode = 429;
}

/** The public questions that a bureau's intake answers. */
export class PublicIntake {
  constructor(private readonly url: string) {}

  /** Where an application is; undefined for a code or last four that are not right, which is all the same. */
  async where(question: { receiptCode: string; lastFour: string }, from: string): Promise<StatusAnswer | undefined> {
    return this.ask('status', question, { schema: StatusAnswer, from });
  }

  async checkReceipt(question: z.input<typeof ReceiptQuestion>, from: string): Promise<ReceiptAnswer | undefined> {
    return this.ask('receipt-check', question, { schema: ReceiptAnswer, from });
  }

  /** An answer that fits, or undefined where the question is refused as it was put. */
  private async ask<S extends z.ZodType>(
    what: string,
    question: object,
    { schema, from }: { schema: S; from: string },
  ): Promise<z.infer<S> | undefined> {
    const answer = await fetch(`${this.url}/api/v1/public/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(answersWithinMs),
    }).catch(() => undefined);
    const body: unknown = await answer?.json().catch(() => undefined);
    const read = schema.safeParse(body);
    if (answer?.ok && read.success) return read.data;
    const refused = Problem.safeParse(body).data?.code;
    if (refused === 'NOT_FOUND' || refused === 'BAD_INPUT') return undefined;
    if (refused === 'TOO_MANY_REQUESTS') throw new TooMany('the intake has been asked too often');
    throw new IntakeAway(`no answer to ${what}`);
  }
}
