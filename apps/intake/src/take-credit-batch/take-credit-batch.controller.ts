import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { compactVerify, importJWK } from 'jose';
import type { z } from 'zod';
import { CreditBatch, CreditBatchTaken } from '@yidi/contracts';
import { Clock, CONFIG, Problem, Public, TakesBytes } from '@yidi/service';
import type { IntakeConfig } from '../config.js';
import { CreditStore } from '../store/credit.store.js';

const largestBatch = 1024 * 1024;

/** The credit platform pushes; no officer signs in, the platform's signature is the door. */
@Controller('api/v1/credit-batches')
export class TakeCreditBatchController {
  private readonly platformKey: ReturnType<typeof importJWK>;

  constructor(
    private readonly credit: CreditStore,
    private readonly clock: Clock,
    @Inject(CONFIG) config: IntakeConfig,
  ) {
    this.platformKey = importJWK({ kty: 'OKP', crv: 'Ed25519', x: config.CREDIT_PLATFORM_KEY }, 'EdDSA');
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
