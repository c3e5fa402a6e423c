import type { TopicRun } from '../kafka.js';
import { pause, within } from '../pause.js';
import { faultName } from '../surroundings.js';
import type { Tools } from '../tools.js';
import type { DirectoryAge } from './directory.js';
import { DirectoryRecords, watchDirectory } from './directory-topic.js';
import { DirectoryFault } from './fault.js';
import { directoryFile, directoryTexts, type DirectoryTexts } from './signed-directory.js';

/** `older`: this service has used a newer one before; nothing is sent or read with this one. */
export type DirectoryState = DirectoryAge | 'older';

const LOOK_EVERY = 250;
const RECONNECT_LAST = 30_000;

/** Keeps a service's directory the newest there is: first from its database, then from the directory's topic. */
export class DirectoryKeeper {
  /** The newest number that this service has ever used. */
  #newest = 0;
  /** The number that the database has. */
  #kept = 0;

  constructor(
    private readonly tools: Tools,
    private readonly stopped: AbortSignal,
  ) {}

  state(now: Date): DirectoryState {
    const { directory } = this.tools.options;
    return directory.number < this.#newest ? 'older' : directory.age(now);
  }

  /** Whether letters may be sent and read with it; a stale one is used, with an alarm. */
  usable(): boolean {
    return ['fresh', 'stale'].includes(this.state(this.tools.options.clock.now()));
  }

  /** Takes what was adopted before out of the database, if it is newer; waits for the database. Returns false when stopped before. */
  async open(): Promise<boolean> {
    const { database, options, timing } = this.tools;
    while (!this.stopped.aborted) {
      try {
        const [kept]: { content: string }[] = await database.query('select content from letters_directory');
        if (kept) this.#adopt(() => directoryTexts(kept.content));
        await this.#keep();
        if (!this.usable()) {
          const about = {
            number: options.directory.number,
            newest: this.#newest,
            expiresAt: options.directory.expiresAt,
          };
          options.log.error(
            about,
            'this directory is older than one that was in use, or out of grace: no letters are handled',
          );
        }
        return true;
      } catch (error) {
        options.log.warn({ fault: faultName(error) }, 'messaging waits for the database');
        await pause(timing.retryLast, this.stopped);
      }
    }
    return false;
  }

  /** Follows the directory's topic until stopped. */
  async follow(): Promise<void> {
    const { options, envelope, timing } = this.tools;
    let wait = timing.retryLast;
    while (!this.stopped.aborted) {
      let run: TopicRun | undefined;
      const records = new DirectoryRecords();
      try {
        run = await watchDirectory(options.kafka, envelope.me, options.log, ({ key, value }) =>
          records.take(key, value),
        );
        wait = timing.retryLast;
        await this.#whileReading(run, records);
      } catch (error) {
        options.log.info({ fault: faultName(error), again: wait }, "the directory's topic cannot be read");
      }
      if (run) await within(timing.stopWithin, run.close());
      await pause(wait, this.stopped);
      wait = Math.min(wait * 2, RECONNECT_LAST);
    }
  }

  async #whileReading(run: TopicRun, records: DirectoryRecords): Promise<void> {
    const { directory } = this.tools.options;
    let [over, read] = [false, 0];
    void run.crashed.then(() => (over = true));
    while (!over && !this.stopped.aborted) {
      const { texts, count } = records;
      if (count > read && texts) this.#adopt(() => texts);
      read = count;
      if (directory.number > this.#kept) await this.#keep();
      await pause(LOOK_EVERY, this.stopped);
    }
  }

  #adopt(found: () => DirectoryTexts): void {
    const { options, metrics } = this.tools;
    try {
      if (options.directory.adopt(found())) {
        const { number, expiresAt } = options.directory;
        options.log.info({ number, expiresAt }, 'a newer directory is adopted');
      }
    } catch (error) {
      if (!(error instanceof DirectoryFault)) throw error;
      metrics.directoryRefused.inc({ reason: error.reason });
      options.log.warn({ reason: error.reason, detail: error.message }, 'a directory is not adopted');
    }
  }

  /** Keeps the directory for the next start, and its number for ever. */
  async #keep(): Promise<void> {
    const { database, options } = this.tools;
    const { number, texts } = options.directory;
    const [rows]: [{ directory_number: number }[]] = await database.query(
      'update letters_state set directory_number = greatest(directory_number, $1) returning directory_number',
      [number],
    );
    this.#newest = rows[0]?.directory_number ?? number;
    await database.query(
      `insert into letters_directory (number, adopted_at, content) values ($1, $2, $3)
       on conflict (one) do update set number = excluded.number, adopted_at = excluded.adopted_at, content = excluded.content
       where letters_directory.number < excluded.number`,
      [number, options.clock.now(), directoryFile(texts)],
    );
    this.#kept = number;
  }
}
