import type { EntityManager } from 'typeorm';
import type { OpenedLetter } from '../envelope/envelope.js';
import { addressPath } from '../letter.js';
import { ANSWERED, ASKED } from '../question.js';
import { COUNTED, takeCounts } from '../reconciliation/counts.js';
import { takeWanted, WANTED } from '../reconciliation/wanted.js';
import type { Tools } from '../tools.js';
import { RECEIVED, takeReceipts } from './receipts.js';

/** What to count and say once the work is committed. */
export type Report = (() => void)[];

/** Takes in what other services' messaging writes to this one's. */
export class OwnLetters {
  constructor(private readonly tools: Tools) {}

  /** Notes receipts and counts, answers questions for more. Returns what to count once committed. */
  async take(tx: EntityManager, letter: OpenedLetter): Promise<Report> {
    const { envelope, options, timing, questions } = this.tools;
    const [me, now] = [envelope.me, options.clock.now()];
    switch (letter.type) {
      case RECEIVED:
        return this.#receipts(tx, letter, now);
      case COUNTED:
        return (await takeCounts(tx, letter, { me, now })) ? [] : this.dispute(letter, 1);
      case WANTED: {
        const wanted = await takeWanted(tx, letter, { me, now, after: timing.gapAfter });
        return wanted ? [() => this.#sentAgain(letter, wanted)] : this.dispute(letter, 1);
      }
      case ASKED:
        return [() => questions.add(letter)];
      case ANSWERED:
        return [];
      default:
        return this.dispute(letter, 1);
    }
  }

  /** Says that a letter of messaging's own, or so many lines of it, fit nothing here. */
  dispute({ id, type, from }: OpenedLetter, disputed: number): Report {
    const { metrics, options } = this.tools;
    return [
      () => {
        metrics.receiptsDisputed.inc(disputed);
        options.log.warn({ letter: id, type, from: from.bureau, disputed }, 'receipts fit no letter of ours');
      },
    ];
  }

  async #receipts(tx: EntityManager, letter: OpenedLetter, now: Date): Promise<Report> {
    const { envelope, timing, metrics } = this.tools;
    const taken = await takeReceipts(tx, letter, { me: envelope.me, now, timing });
    if (!taken) return this.dispute(letter, 1);
    const disputed = taken.claimed - taken.sentAt.length;
    return [
      () => {
        for (const sentAt of taken.sentAt) metrics.receiptSeconds.observe((now.getTime() - +sentAt) / 1000);
      },
      ...(disputed > 0 ? this.dispute(letter, disputed) : []),
    ];
  }

  #sentAgain({ from, subject }: OpenedLetter, { again, gone }: { again: number; gone: number }): void {
    const { metrics, options } = this.tools;
    metrics.resent.inc(again);
    metrics.gone.inc(gone);
    const about = { reader: addressPath(from), stream: subject, again, gone };
    if (gone > 0) options.log.error(about, 'a reader lacks letters that are not kept any more');
    else options.log.warn(about, 'a reader lacks letters: they are sent again');
  }
}
