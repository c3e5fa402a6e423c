import { z } from 'zod';
import { DirectoryKey } from './keys.js';

const BureauCode = z.string().regex(/^\d{6}$/);
const About = z.record(z.string(), z.unknown());

/** From this moment another bureau does this one's work, and letters written to it go there. */
const Merger = z.object({ into: BureauCode, from: z.iso.datetime() });

/** From this moment the bureau says this of itself; what is not named stays as it was. */
const Change = z.object({ from: z.iso.datetime(), about: About });

/** One bureau in the directory. What is not messaging's stands in `about`, read by the services' own schemas. */
export const DirectoryEntry = z.object({
  bureau: BureauCode,
  keys: z.array(DirectoryKey),
  /** The versions of the letters' form that it reads: suites. */
  protocols: z.array(z.int()).min(1),
  /** The Kafka on which its inbox is, where there are several. */
  cluster: z.string().optional(),
  about: About,
  /** Dated changes of `about`, renames above all, in order. */
  changes: z.array(Change).optional(),
  merged: Merger.optional(),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

/** The entry as it reads at this time: `about` with every change that has come into force. The same object as long as nothing changes. */
export class DatedEntry {
  #applied = 0;
  #now: DirectoryEntry;

  constructor(readonly entry: DirectoryEntry) {
    this.#now = entry;
  }

  at(time: Date): DirectoryEntry {
    const due = this.entry.changes?.filter(({ from }) => Date.parse(from) <= time.getTime()) ?? [];
    if (due.length !== this.#applied) {
      this.#applied = due.length;
      const about = Object.assign({}, this.entry.about, ...due.map((change) => change.about));
      this.#now = due.length === 0 ? this.entry : { ...this.entry, about };
    }
    return this.#now;
  }

  /** The bureau that does this one's work at this time, if another does. */
  successor(time: Date): string | undefined {
    const { merged } = this.entry;
    return merged && Date.parse(merged.from) <= time.getTime() ? merged.into : undefined;
  }
}
