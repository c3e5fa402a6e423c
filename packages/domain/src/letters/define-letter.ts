import type { z } from 'zod';
import type { BureauCode } from '../shared/ids.js';

/** The services of a bureau between which letters go. */
export const services = ['intake', 'review', 'production'] as const;
export type Service = (typeof services)[number];

/** A letter written by a decision and not yet addressed by number: who reads it, what it says. */
export interface LetterDraft {
  readonly letter: LetterDefinition;
  readonly to: { readonly bureau: BureauCode; readonly service: Service };
  readonly payload: unknown;
  /** SHA-256 of a stored paper whose bytes go with the letter. */
  readonly attach?: string;
}

/** A letter written in a version that this build does not know; messaging parks it under this name. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';

  constructor(type: string, version: number) {
    super(`no version ${version} of ${type} is known here`);
  }
}

/** One type of letter: its schema, who may send it and who reads it. */
export interface LetterDefinition<
  P = unknown,
  T extends string = string,
  F extends Service = Service,
  R extends Service = Service,
> {
  readonly type: T;
  readonly version: number;
  readonly from: readonly F[];
  readonly to: readonly R[];
  /** Lifts a payload of any known version to the current one and checks it; throws ZodError, or UnknownVersion. */
  read(payload: unknown, version: number): P;
}

interface Definition<S extends z.ZodType, T extends string, F extends Service, R extends Service> {
  type: T;
  version: number;
  from: F;
  to: readonly R[];
  schema: S;
  /** From each older version to the next one. */
  upcasts?: Readonly<Record<number, (payload: unknown) => unknown>>;
}

/** Defines a letter; `write` makes a draft of it, checked by the schema when it is sent. */
export function defineLetter<
  S extends z.ZodType,
  const T extends string,
  const F extends Service,
  const R extends Service,
>(definition: Definition<S, T, F, R>) {
  const { type, version, from, to, schema, upcasts = {} } = definition;
  const letter = {
    type,
    version,
    from: [from] as readonly F[],
    to,
    schema,
    read(payload: unknown, writtenVersion: number): z.infer<S> {
      if (!Number.isInteger(writtenVersion) || writtenVersion < 1 || writtenVersion > version)
        throw new UnknownVersion(type, writtenVersion);
      let lifted = payload;
      for (let v = writtenVersion; v < version; v += 1) {
        const upcast = upcasts[v];
        if (!upcast) throw new UnknownVersion(type, v);
        lifted = upcast(lifted);
      }
      return schema.parse(lifted);
    },
    write(reader: { bureau: BureauCode; service: R }, payload: z.infer<S>, attach?: string): LetterDraft {
      return { letter, to: reader, payload, ...(attach === undefined ? {} : { attach }) };
    },
  };
  return letter;
}
