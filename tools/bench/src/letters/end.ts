/* One end of a pipe, in a process of its own: writes letters or takes them in, as its parent orders. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Directory,
  type LetterHandler,
  type LetterType,
  Messaging,
  type MessagingOptions,
  Outbox,
  type OutgoingLetter,
  serviceKeys,
  uuidv7,
} from '@yidi/messaging';
import { Envelope, UnsealedEnvelope } from '@yidi/messaging/testing';
import { FieldCipher } from '@yidi/service';
import { Registry } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { instant } from '../program.js';
import { type Done, EndPlan, Order } from './end-plan.js';

const writtenAtOnce = 500;
const largestText = 8 * 1024;
const lookAgainMs = 20;

const CaseSent: LetterType<{ words: string }> = {
  type: 'case.sent',
  version: 1,
  from: ['desk'],
  to: ['county'],
  read: (payload) => payload as { words: string },
};

class End {
  private readonly taken: [id: string, at: number][] = [];
  private handed = 0;
  private look: () => void = () => undefined;

  private constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
  ) {}

  static async start(plan: EndPlan): Promise<End> {
    const { bureau, service, sealed, kafka } = plan;
    const clock = { now: () => new Date() };
    const options: MessagingOptions = {
      bureau,
      service,
      kafka,
      keys: serviceKeys(plan.keys),
      directory: Directory.parse(plan.directory, plan.authority, clock),
      atRest: new FieldCipher({ current: 'k', keys: { k: plan.atRest }, index: plan.atRest }),
      catalogue: [CaseSent],
      clock,
      refusal: () => undefined,
      registry: new Registry(),
      log: { info: () => undefined, warn: console.error, error: console.error },
    };
    const database = await new DataSource({ type: 'postgres', url: plan.database }).initialize();
    const outbox = new Outbox(database, options);
    const end = new End(database, outbox);
    const handler: LetterHandler<typeof CaseSent> = { handle: (letters, tx) => end.note(letters, tx) };
    const handlers = new Map([[CaseSent.type, handler as LetterHandler<LetterType>]]);
    const me = { bureau, service };
    const envelope = new (sealed ? Envelope : UnsealedEnvelope)(me, options.keys, options.directory);
    end.watchCommits();
    const messaging = new Messaging(database, options, outbox, () => handlers, envelope);
    messaging.start();
    while ((await messaging.status()).kafka === 'down') await pause(lookAgainMs);
    return end;
  }

  async obey(order: Order): Promise<Done> {
    const letters = await this.work(order);
    const { user, system } = process.cpuUsage();
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    return { at: instant(), letters, cpuMilliseconds: (user + system) / 1000, peakMegabytes };
  }

  private async work(order: Order): Promise<[string, number][]> {
    switch (order.do) {
      case 'write':
        await this.write(order);
        return [];
      case 'write-steadily':
        return this.writeSteadily(order);
      case 'take':
        return this.take(order.count);
      case 'send-all':
        await this.untilNone('sent_at is null');
        return [];
      case 'settle':
        await this.untilNone('receipted_at is null');
        return [];
      case 'tell-usage':
        return [];
    }
  }

  private async write({ to, count, bytes }: Order & { do: 'write' }): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (let written = 0; written < count; written += writtenAtOnce) {
        const length = Math.min(writtenAtOnce, count - written);
        await this.outbox.add(
          tx,
          Array.from({ length }, () => letterOf(to, bytes)),
        );
      }
    });
  }

  private async writeSteadily(order: Order & { do: 'write-steadily' }): Promise<[string, number][]> {
    const { to, count, bytes, perSecond } = order;
    const begun = instant();
    const write = async (index: number): Promise<[string, number]> => {
      await pause(Math.max(0, begun + (index * 1000) / perSecond - instant()));
      const letter = letterOf(to, bytes);
      await this.database.transaction((tx) => this.outbox.add(tx, [letter]));
      return [letter.id, instant()];
    };
    return Promise.all(Array.from({ length: count }, (_, index) => write(index)));
  }

  private async take(count: number): Promise<[string, number][]> {
    while (this.taken.length < this.handed + count) await new Promise<void>((resolve) => (this.look = resolve));
    const letters = this.taken.slice(this.handed, this.handed + count);
    this.handed += count;
    return letters;
  }

  private async untilNone(condition: string): Promise<void> {
    const some = `select exists (select from letters_outbox where ${condition}) as some`;
    for (;;) {
      const [row]: { some: boolean }[] = await this.database.query(some);
      if (!row?.some) return;
      await pause(lookAgainMs);
    }
  }

  private async note(letters: readonly { id: string }[], tx: EntityManager): Promise<void> {
    const ids = letters.map(({ id }) => id);
    await tx.query('insert into effects (letter) select unnest($1::uuid[])', [ids]);
    if (tx.queryRunner) tx.queryRunner.data['effects'] = ids;
  }

  /** An effect counts from its commit, not from its handler. */
  private watchCommits(): void {
    this.database.subscribers.push({
      afterTransactionCommit: ({ queryRunner }) => {
        const at = instant();
        for (const id of (queryRunner.data['effects'] ?? []) as string[]) this.taken.push([id, at]);
        delete queryRunner.data['effects'];
        this.look();
      },
    });
  }
}

/** A small letter is words, which shrink; a large one is a photo, which does not. */
function letterOf(to: string, size: number): OutgoingLetter & { readonly id: string } {
  const text = size <= largestText;
  return {
    id: uuidv7(),
    letter: CaseSent,
    to: { bureau: to, service: 'county' },
    subject: randomUUID(),
    payload: {
      words: text
        ? randomBytes(size / 4).toString('hex') + '异地受理'.repeat(size / 2 / Buffer.byteLength('异地受理'))
        : '',
    },
    ...(!text && { bytes: randomBytes(size) }),
    time: new Date(),
  };
}

process.once('message', async (given) => {
  const end = await End.start(EndPlan.parse(given));
  process.on('message', async (order) => process.send?.(await end.obey(Order.parse(order))));
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
