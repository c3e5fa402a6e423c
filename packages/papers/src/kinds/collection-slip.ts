import {
  AcceptanceNumber,
  ApplicationReason,
  isRenewal,
  maskCitizenNumber,
  type originalCardOutcomes,
  PlainText,
  reasonWords,
} from '@yidi/domain';
import { z } from 'zod';
import { momentText } from '../values.js';
import { PaperHead } from './head.js';

/** 居民身份证领取凭证: signed when the card changes hands. */
export const CollectionSlip = z.object({
  head: PaperHead,
  number: AcceptanceNumber,
  name: PlainText(1, 50),
  citizenNumber: PlainText(1, 18),
  reason: ApplicationReason,
  /** What was done at the counter; none while the card still waits. */
  collection: z
    .object({
      at: z.iso.datetime(),
      by: PlainText(1, 50),
      identity: z.enum(['fingerprint', 'face-and-card', 'household-register']),
      proxy: z
        .object({
          name: PlainText(1, 50),
          citizenNumber: PlainText(1, 18),
          relation: z.enum(['spouse', 'parent', 'child', 'guardian', 'other-relative']),
        })
        .nullable(),
      originalCard: z.enum(['returned', 'lost-since', 'none'] satisfies (typeof originalCardOutcomes)[number][]),
    })
    .nullable(),
});

const identityWords = {
  fingerprint: { zh: '指纹比对', en: 'Fingerprint' },
  'face-and-card': { zh: '人证比对', en: 'Face and card' },
  'household-register': { zh: '居民户口簿', en: 'Household register' },
} as const;
const relationWords = {
  spouse: { zh: '配偶', en: 'Spouse' },
  parent: { zh: '父母', en: 'Parent' },
  child: { zh: '子女', en: 'Child' },
  guardian: { zh: '监护人', en: 'Guardian' },
  'other-relative': { zh: '其他亲属', en: 'Other relative' },
} as const;
const originalWords = {
  returned: { zh: '已交回', en: 'Returned' },
  'lost-since': { zh: '申请后丢失', en: 'Lost since' },
  none: { zh: '无', en: 'None' },
} as const;

export const collectionSlipValues = ({ reason, collection, ...rest }: z.infer<typeof CollectionSlip>) => ({
  ...rest,
  citizenNumber: maskCitizenNumber(rest.citizenNumber),
  reason: reasonWords[reason],
  renewal: isRenewal(reason),
  collection: collection && {
    at: momentText(collection.at),
    by: collection.by,
    identity: identityWords[collection.identity],
    proxy: collection.proxy && {
      name: collection.proxy.name,
      citizenNumber: maskCitizenNumber(collection.proxy.citizenNumber),
      relation: relationWords[collection.proxy.relation],
    },
    originalCard: originalWords[collection.originalCard],
  },
});
