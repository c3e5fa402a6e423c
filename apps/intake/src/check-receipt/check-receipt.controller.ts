import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ReceiptAnswer, ReceiptQuestion } from '@yidi/contracts';
import { Directory } from '@yidi/messaging';
import { checkReceipt, readReceiptProof, type ReceiptFacts, receiptHolder } from '@yidi/papers/receipt';
import { Clock, Public, RateLimit } from '@yidi/service';
import { Bureaus } from '../bureaus.js';

const perAddress = { questions: 60, seconds: 60 };

/** Is this receipt genuine? Asked by whoever has one in hand, of any bureau; answered from the directory alone. */
@Controller('api/v1/public/receipt-check')
export class CheckReceiptController {
  constructor(
    private readonly directory: Directory,
    private readonly bureaus: Bureaus,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @RateLimit(perAddress.questions, perAddress.seconds)
  @ApiOperation({ summary: '验证回执 · whether a receipt is genuine' })
  @ApiOkResponse({ standardSchema: ReceiptAnswer })
  check(@Body({ schema: ReceiptQuestion }) { proof, holder }: ReceiptQuestion): ReceiptAnswer {
    const read = readReceiptProof(proof);
    if (!read) return { verdict: 'unreadable', receipt: null };
    const verdict = checkReceipt(read, this.directory.bureau(read.facts.bureau)?.keys ?? [], this.clock.now());
    if (verdict !== 'genuine') return { verdict, receipt: null };
    return { verdict, receipt: this.receipt(read.facts, holder) };
  }

  private receipt(
    { holder: mark, ...facts }: ReceiptFacts,
    asked: ReceiptQuestion['holder'],
  ): ReceiptAnswer['receipt'] {
    const { name: bureauName, phone } = this.bureaus.about(facts.bureau);
    const matches = asked && receiptHolder({ number: facts.number, ...asked }) === mark;
    return { ...facts, bureauName, phone, holder: asked ? (matches ? 'matches' : 'differs') : null };
  }
}
