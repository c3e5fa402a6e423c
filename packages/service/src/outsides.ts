import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { OutsideName, OutsideView } from '@yidi/contracts';
import { Clock } from './clock.js';
import { callOutside, OutsideAway, type OutsideCall } from './outside.js';

/** What a service knows of an outside system besides the calls it made. */
export type OutsideMore = Partial<Omit<OutsideView, 'name'>>;

interface Watched {
  answeredAt: string | null;
  failingSince: string | null;
  readonly more: () => Promise<OutsideMore>;
}

/** The outside world as this service meets it: every call goes through here, so that its outcome is known. */
@Injectable()
export class Outsides {
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly clock: Clock) {}

  /** Names a system that this service stands on; `more` is asked each time somebody looks. */
  watch(name: OutsideName, more: () => Promise<OutsideMore> = async () => ({})): void {
    this.watched.set(name, { answeredAt: null, failingSince: null, more });
  }

  /** `callOutside`, remembered. */
  async call<S extends z.ZodType>(call: OutsideCall<S>): Promise<z.infer<S>> {
    return this.remember(call.name, callOutside(call), () => false);
  }

  /** The same, where 404 is an answer too: there is no such thing. */
  async find<S extends z.ZodType>(call: OutsideCall<S>): Promise<z.infer<S> | undefined> {
    const unknown = ({ status }: OutsideAway): boolean => status === 404;
    try {
      return await this.remember(call.name, callOutside(call), unknown);
    } catch (error) {
      if (error instanceof OutsideAway && unknown(error)) return undefined;
      throw error;
    }
  }

  /** An answer came that nobody can use. */
  failed(name: string): void {
    const one = this.watched.get(name);
    if (one) one.failingSince ??= this.clock.now().toISOString();
  }

  /** How each of them does. */
  look(): Promise<OutsideView[]> {
    return Promise.all(
      [...this.watched].map(async ([name, { answeredAt, failingSince, more }]) => ({
        name: name as OutsideName,
        state: failingSince === null ? (answeredAt === null ? 'idle' : 'up') : 'down',
        answeredAt,
        failingSince,
        ...(await more()),
      })),
    );
  }

  private async remember<T>(name: string, call: Promise<T>, isAnswer: (away: OutsideAway) => boolean): Promise<T> {
    try {
      const answer = await call;
      this.answered(name);
      return answer;
    } catch (error) {
      if (error instanceof OutsideAway) {
        if (isAnswer(error)) this.answered(name);
        else this.failed(name);
      }
      throw error;
    }
  }

  private answered(name: string): void {
    const one = this.watched.get(name);
    if (!one) return;
    one.answeredAt = this.clock.now().toISOString();
    one.failingSince = null;
  }
}
