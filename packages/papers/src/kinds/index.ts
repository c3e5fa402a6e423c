import type { z } from 'zod';
import { AcceptanceForm, acceptanceFormValues } from './acceptance-form.js';
import { BatchManifest, batchManifestValues } from './batch-manifest.js';
import { CollectionSlip, collectionSlipValues } from './collection-slip.js';
import { FeeReceipt, feeReceiptValues } from './fee-receipt.js';
import {
  MissingPapers,
  missingPapersValues,
  RefusalNotice,
  refusalNoticeValues,
  SuspensionNotice,
  suspensionNoticeValues,
} from './notices.js';
import { Receipt, receiptValues } from './receipt.js';

/** A paper: what it is made from, and the values that its template (`templates/<kind>.typ`) shows. */
interface Kind<S extends z.ZodType> {
  readonly data: S;
  readonly values: (data: z.infer<S>) => object;
}

const kind = <S extends z.ZodType>(data: S, values: (data: z.infer<S>) => object): Kind<S> => ({ data, values });

/** Every paper that a bureau prints. */
export const kinds = {
  'acceptance-form': kind(AcceptanceForm, acceptanceFormValues),
  receipt: kind(Receipt, receiptValues),
  'missing-papers': kind(MissingPapers, missingPapersValues),
  'refusal-notice': kind(RefusalNotice, refusalNoticeValues),
  'suspension-notice': kind(SuspensionNotice, suspensionNoticeValues),
  'fee-receipt': kind(FeeReceipt, feeReceiptValues),
  'collection-slip': kind(CollectionSlip, collectionSlipValues),
  'batch-manifest': kind(BatchManifest, batchManifestValues),
} as const;

export type PaperName = keyof typeof kinds;

/** What a paper is made from. */
export type PaperData<K extends PaperName> = z.input<(typeof kinds)[K]['data']>;
