import { Controller, Get, Header, HttpStatus, Inject, Injectable, Optional, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { OutsideView } from '@yidi/contracts';
import { Messaging, type MessagingStatus } from '@yidi/messaging';
import { Public } from '../officers/officer.js';
import { Outsides } from '../outsides.js';

/** The names of the migrations that this build needs. */
export const EXPECTED_MIGRATIONS = Symbol('expected migrations');

/** A letter that waits longer than this is worth an alarm. */
const LATE_SECONDS = 60;

/** What /health/ready says: the database decides readiness, letters and the outside world only whether it is degraded. */
export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not-ready';
  readonly database: 'up' | 'down' | 'behind';
  readonly messaging?: MessagingStatus;
  readonly outside?: readonly OutsideView[];
}

/** Asks the parts of a service how they are. */
@Injectable()
export class Health {
  constructor(
    private readonly database: DataSource,
    @Inject(EXPECTED_MIGRATIONS) private readonly expected: readonly string[],
    private readonly outsides: Outsides,
    @Optional() @Inject(Messaging) private readonly messaging?: Messaging,
  ) {}

  async readiness(): Promise<Readiness> {
    const database = await this.databaseState();
    if (database !== 'up') return { status: 'not-ready', database };
    const [messaging, outside] = await Promise.all([this.messaging?.status(), this.outsides.look()]);
    const degraded = outside.some(({ state }) => state === 'down') || (messaging !== undefined && limps(messaging));
    return { status: degraded ? 'degraded' : 'ready', database, ...(messaging && { messaging }), outside };
  }

  private async databaseState(): Promise<Readiness['database']> {
    try {
      const rows: { name: string }[] = await this.database.query('select name from migrations');
      const applied = new Set(rows.map(({ name }) => name));
      return this.expected.every((name) => applied.has(name)) ? 'up' : 'behind';
    } catch {
      return 'down';
    }
  }
}

function limps({ kafka, inbox, directory, outbox }: MessagingStatus): boolean {
  return kafka === 'down' || inbox === 'failing' || directory !== 'fresh' || outbox.oldestSeconds > LATE_SECONDS;
}

/** For whoever watches over the process: is it alive, may it get requests, how is it doing. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly registry: Registry,
  ) {}

  @Public()
  @Get('health/live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Public()
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    reply.status(readiness.status === 'not-ready' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
    return readiness;
  }

  @Public()
  @Get('metrics')
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
