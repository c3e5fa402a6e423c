import { Body, Controller, HttpCode, Inject, type OnApplicationBootstrap, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { compactVerify, importJWK } from 'jose';
import type { z } from 'zod';
import { CreditBatch, CreditBatchTaken } from '@yidi/contracts';
import { chinaDay, policyOn } from '@yidi/domain';
import { Clock, CONFIG, type OutsideMore, Outsides, Problem, Public, TakesBytes } from '@yidi/service';
import type { IntakeConfig } from '../config.js';
import { CreditStore } from '../store/credit.store.js';

const largestBatch = 1024 * 1024;

/** The credit platform pushes; no officer signs in, the platform's signature is the door. */
@Controller('api/v1/credit-batches')
export class TakeCreditBatchController implements OnApplicationBootstrap {
  private readonly platformKey: ReturnType<typeof importJWK>;

  constructor(
    private readonly credit: CreditStore,
    private readonly clock: Clock,
    private readonly outsides: Outsides,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {
    this.platformKey = importJWK({ kty: 'OKP', crv: 'Ed25519', x: config.CREDIT_PLATFORM_KEY }, 'EdDSA');
  }

  onApplicationBootstrap(): void {
    this.outsides.watch('credit-feed', () => this.feed());
  }

  @Post()
  @Public()
  @HttpCode(200)
  @TakesBytes(largestBatch, 'application/jose')
  @ApiOkResponse({ standardSchema: CreditBatchTaken })
  async take(@Body() jws: unknown): Promise<z.infer<typeof CreditBatchTaken>> {
    const batch = CreditBatch.safeParse(await this.signed(jws));
    if (!batch.success) throw new Problem('BAD_INPUT', { detail: 'the signed batch is not in the agreed form' });
    const outcome = await this.credit.take(batch.data, this.clock.now());
    return { batchId: batch.data.batchId, outcome };
  }

  /** A feed that is older than screening takes for fresh, or that never came, is down. */
  private async feed(): Promise<OutsideMore> {
    const now = this.clock.now();
    const { issuedAt, ageHours = Infinity } = await this.credit.feed(now);
    const { creditFeedStaleAfterHours } = policyOn(this.config.POLICY_FAMILY, chinaDay(now));
    const fresh = ageHours <= creditFeedStaleAfterHours;
    return { state: fresh ? 'up' : 'down', answeredAt: issuedAt?.toISOString() ?? null };
  }

  /** What the platform signed; anything else is an unknown caller. */
  private async signed(jws: unknown): Promise<unknown> {
    if (!Buffer.isBuffer(jws)) throw new Problem('NOT_SIGNED_IN');
    const key = await this.platformKey;
    const { payload } = await compactVerify(jws, key, { algorithms: ['EdDSA'] }).catch(() => {
      throw new Problem('NOT_SIGNED_IN');
    });
    try {
      return JSON.parse(Buffer.from(payload).toString('utf8'));
    } catch {
      throw new Problem('BROKEN_JSON');
    }
  }
}
