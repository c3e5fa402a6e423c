import { z } from 'zod';
import type { Directory } from './directory/directory.js';
import type { ServiceKeys } from './directory/service-keys.js';
import { Envelope, type OpenedLetter } from './envelope/envelope.js';
import { unframe } from './envelope/frame.js';
import { inboxTopic, openSender, watchTopic } from './kafka.js';
import { type Address, addressPath } from './letter.js';
import { type KafkaAccess, silentLog } from './options.js';
import { uuidv7 } from './outbox/uuid.js';
import { type OwnLetter, sealOwn } from './own-letters.js';
import { patiently } from './patiently.js';
import { pause } from './pause.js';

/** "Are you there?", and the answer to it: the test letter of who joins or looks after a bureau. */
export const ASKED = 'letters.asked';
export const ANSWERED = 'letters.answered';

const WAITING = 100;
const ASK_AGAIN = 3000;
/** What the answer says: the number of the directory that is in use there. */
export const Answer = z.object({ directory: z.int() });

/** Questions that wait for the relay; nobody can make it hold more than a few. */
export class Questions {
  #waiting: OpenedLetter[] = [];

  add(question: OpenedLetter): void {
    if (this.#waiting.length < WAITING) this.#waiting.push(question);
  }

  /** The answers to what was asked since the last time: which directory is in use here. */
  answers(directory: number): OwnLetter[] {
    const asked = this.#waiting;
    this.#waiting = [];
    return asked.map(({ from, subject }) => ({
      type: ANSWERED,
      to: from,
      subject,
      payload: { directory } satisfies z.infer<typeof Answer>,
      sent: async () => undefined,
    }));
  }
}

/** Who asks: a service by its own keys and its bureau's Kafka user. */
export interface Asker {
  readonly me: Address;
  readonly access: KafkaAccess;
  readonly keys: ServiceKeys;
  readonly directory: Directory;
  readonly now: () => Date;
}

/** What came back: the number of the directory that the other service uses, and how long it took in milliseconds. */
export interface Answered {
  readonly directory: number;
  readonly milliseconds: number;
}

/** Sends a test letter to a service and waits for its answer, asking again every few seconds. Throws when none comes `within` milliseconds. */
export async function askService({ me, access, keys, directory, now }: Asker, to: Address, within: number) {
  const envelope = new Envelope(me, keys, directory);
  const subject = uuidv7();
  const over = new AbortController();
  let answered: Answered | undefined;
  let askedAt = 0;
  const [sender, run] = await Promise.all([
    openSender(access, me, silentLog),
    patiently(() =>
      watchTopic({
        access,
        me,
        log: silentLog,
        topic: inboxTopic(me.bureau),
        fromBeginning: false,
        take: (record) => {
          if (record.headers.ce_type !== ANSWERED || record.headers.ce_subject !== subject) return;
          void envelope.open(record, now()).then(
            ({ from, content }) => {
              if (addressPath(from) !== addressPath(to)) return;
              answered = { ...Answer.parse(unframe(content).payload), milliseconds: performance.now() - askedAt };
              over.abort();
            },
            () => undefined,
          );
        },
      }),
    ),
  ]);
  try {
    const until = performance.now() + within;
    while (!answered && performance.now() < until) {
      const letter = { type: ASKED, to, subject, payload: {}, sent: async () => undefined };
      const { headers, value } = await sealOwn(envelope, letter, now());
      askedAt = performance.now();
      // Another key each time, so that another process of the service gets it, if there are several.
      await sender.send([{ topic: inboxTopic(to.bureau), key: uuidv7(), headers, value }]);
      await pause(Math.min(ASK_AGAIN, until - performance.now()), over.signal);
    }
  } finally {
    await Promise.all([sender.close(), run.close()]);
  }
  if (!answered) throw new Error(`${addressPath(to)} has not answered within ${within / 1000} s`);
  return answered;
}
