import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { stepBack } from '@yidi/messaging';
import { mostCounted } from '@yidi/contracts';
import { CONFIG, FieldCipher, LOG, type Log, type OutsideMore, Outsides, Recurring, Requests } from '@yidi/service';
import type { IntakeConfig } from '../config.js';

const everyMs = 500;
const atOnce = 20;
const timeLimitMs = 3000;
/** While one is being sent nobody else takes it; a sender that died gives it back after this. */
const leaseSeconds = 60;
const firstWaitSeconds = 2;
const longestWaitSeconds = 900;
const mostTries = 200;

interface WaitingNotice {
  readonly id: string;
  readonly phone: Buffer;
  readonly words: Buffer;
  readonly tries: number;
}

/** Sends what applicants are told, after the act's commit; an SMS provider that is away holds up nothing but the message. */
@Injectable()
export class NoticeSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly recurring: Recurring;
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: DataSource,
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: IntakeConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly requests: Requests,
    private readonly outsides: Outsides,
  ) {
    this.recurring = new Recurring(() => this.sendAll(), {
      what: 'messages could not be taken for sending',
      everyMs,
      log,
    });
  }

  onApplicationBootstrap(): void {
    this.outsides.watch('sms', () => this.queue());
    this.recurring.start();
  }

  onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    return this.recurring.stop();
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const begun = performance.now();
      const waiting = await this.take();
      const sent = await Promise.all(waiting.map((notice) => this.send(notice)));
      await this.settle(waiting.filter((_, index) => sent[index]));
      if (waiting.length < atOnce || this.stopping.signal.aborted) return;
      await stepBack(performance.now() - begun, () => this.requests.many, this.stopping.signal);
    }
  }

  private async take(): Promise<WaitingNotice[]> {
    const [rows]: [WaitingNotice[], number] = await this.database.query(
      `update notices set tries = tries + 1, next_try_at = now() + $2 * interval '1 second'
       where id in (select id from notices where next_try_at <= now() order by next_try_at limit $1 for update skip locked)
       returning id, phone, words, tries`,
      [atOnce, leaseSeconds],
    );
    return rows;
  }

  /** What waits, and since when the oldest does. */
  private async queue(): Promise<OutsideMore> {
    const [row]: { waiting: number; oldest: Date | null }[] = await this.database.query(
      `select count(*)::int as waiting, min(written_at) as oldest
       from (select written_at from notices where next_try_at is not null order by next_try_at limit ${mostCounted}) as counted`,
    );
    return { waiting: row?.waiting ?? 0, oldestAt: row?.oldest?.toISOString() ?? null };
  }

  /** Sends one message; a provider that does not take it gets it again later. */
  private async send({ id, phone, words, tries }: WaitingNotice): Promise<boolean> {
    try {
      await this.outsides.call({
        name: 'sms',
        url: `${this.config.SMS_URL}/v1/messages`,
        method: 'POST',
        body: {
          reference: id,
          phone: this.cipher.openText(phone, `notices.phone.${id}`).replaceAll('-', ''),
          text: this.cipher.openText(words, `notices.words.${id}`),
        },
        timeoutMs: timeLimitMs,
        schema: z.unknown(),
      });
    } catch (err) {
      this.log.warn({ err, notice: id, tries }, 'a message was not taken by the SMS provider');
      const wait = tries >= mostTries ? null : Math.min(firstWaitSeconds * 2 ** (tries - 1), longestWaitSeconds);
      await this.database.query(`update notices set next_try_at = now() + $2 * interval '1 second' where id = $1`, [
        id,
        wait,
      ]);
      return false;
    }
    return true;
  }

  /** What was said need not be kept: the history knows that and when. */
  private async settle(sent: readonly WaitingNotice[]): Promise<void> {
    if (sent.length === 0) return;
    await this.database.query(
      'update notices set sent_at = now(), next_try_at = null, phone = null, words = null where id = any ($1::uuid[])',
      [sent.map(({ id }) => id)],
    );
  }
}
