import type { Awaiting } from '../intake/awaiting.js';
import type { FeeState } from '../intake/fee.js';
import type { BlankState } from '../production/blank.js';
import type { ApplicationState } from '../intake/application.js';
import type { CardState } from '../production/card.js';
import type { Parcel } from '../production/parcel.js';
import type { ReviewState } from '../review/review.js';
import type { Term } from './index.js';

/** States of an application, as officers see them. */
export const applicationStateWords: Readonly<Record<ApplicationState, Term>> = {
  draft: { zh: '草稿', en: 'Being filled in', source: 'system' },
  screened: { zh: '已核查', en: 'Rules have been asked', source: 'system' },
  suspended: { zh: '暂不受理', en: 'Suspended', source: 'Ten Rules art. 3 (3)' },
  accepted: { zh: '已受理', en: 'Accepted', source: 'Norm art. 83' },
  returned: { zh: '退回补正', en: 'Returned for correction', source: 'Norm art. 83' },
  corrected: { zh: '已补正', en: 'Corrected', source: 'Norm art. 83' },
  issued: { zh: '已签发', en: 'Issued by the county', source: 'Law art. 8' },
  ordered: { zh: '已下达制证', en: 'Card ordered', source: 'Norm art. 84' },
  made: { zh: '已制证', en: 'Card made', source: 'Norm art. 84' },
  arrived: { zh: '待领取', en: 'Card at the counter', source: 'Norm art. 81' },
  collected: { zh: '已领取', en: 'Collected', source: 'Norm art. 81' },
  'refused-here': { zh: '不予受理', en: 'Refused at the desk', source: 'Ten Rules art. 3' },
  'refused-by-county': { zh: '不予签发', en: 'Refused by the county', source: 'Norm art. 84' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn', source: 'system' },
  revoked: { zh: '已撤销签发', en: 'Issue revoked', source: 'system' },
  void: { zh: '已作废', en: 'Void', source: 'system' },
  destroyed: { zh: '证件已销毁', en: 'Card destroyed, never handed over', source: 'system' },
};

/** What a screened application waits for. */
export const awaitingWords: Readonly<Record<Awaiting, Term>> = {
  decision: { zh: '核查结果待处理', en: 'Findings to settle', source: 'system' },
  countersignature: { zh: '等待会签', en: 'To countersign', source: 'system' },
  acceptance: { zh: '已缴费，待受理', en: 'Paid, to be accepted', source: 'system' },
};

/** States of a review at the county. */
export const reviewStateWords: Readonly<Record<ReviewState, Term>> = {
  open: { zh: '待审核', en: 'Open', source: 'Norm art. 84' },
  claimed: { zh: '审核中', en: 'Claimed by a reviewer', source: 'system' },
  reviewed: { zh: '已审核', en: 'Reviewed, waits for the issuer', source: 'Norm art. 84' },
  issued: { zh: '已签发', en: 'Issued', source: 'Law art. 8' },
  refused: { zh: '不予签发', en: 'Refused', source: 'Ten Rules art. 6' },
  returned: { zh: '退回补正', en: 'Returned, waits for the desk', source: 'Norm art. 83' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn by the applicant', source: 'system' },
  rerouted: { zh: '已转办', en: 'Rerouted to another county', source: 'Law art. 8' },
  revoked: { zh: '已撤销签发', en: 'Revoked', source: 'system' },
};

/** States of a card. */
export const cardStateWords: Readonly<Record<CardState, Term>> = {
  ordered: { zh: '待制证', en: 'Ordered', source: 'Norm art. 84' },
  batched: { zh: '已入批次', en: 'In a batch', source: 'system' },
  made: { zh: '已制成', en: 'Made', source: 'Norm art. 84' },
  verified: { zh: '质检合格', en: 'Verified by sight and chip', source: 'GA 458' },
  dispatched: { zh: '已发出', en: 'Dispatched', source: 'system' },
  arrived: { zh: '已到受理点', en: 'Arrived', source: 'Norm art. 81' },
  collected: { zh: '已领取', en: 'Collected', source: 'Norm art. 81' },
  spoiled: { zh: '废证', en: 'Spoiled', source: 'GA 458' },
  held: { zh: '待人工处理', en: 'Held for a person', source: 'system' },
  stopped: { zh: '已停止制证', en: 'Stopped before it was made', source: 'system' },
  recalled: { zh: '途中停发', en: 'Stopped on its way', source: 'system' },
  'to-destroy': { zh: '待销毁', en: 'To be destroyed', source: 'system' },
  destroyed: { zh: '已销毁', en: 'Destroyed by two', source: 'system' },
};

/** States of a parcel of cards. */
export const parcelStateWords: Readonly<Record<Parcel['state'], Term>> = {
  dispatched: { zh: '已发出', en: 'On its way', source: 'system' },
  received: { zh: '已接收', en: 'Received at the point', source: 'system' },
  lost: { zh: '途中遗失', en: 'Lost on the way', source: 'system' },
};

/** States of a blank card. */
export const blankStateWords: Readonly<Record<BlankState, Term>> = {
  received: { zh: '已到货', en: 'Delivered', source: 'system' },
  'in-stock': { zh: '在库', en: 'In stock', source: 'system' },
  'issued-to-shift': { zh: '已发班组', en: 'With a shift', source: 'system' },
  used: { zh: '已用', en: 'Used for a card', source: 'system' },
  spoiled: { zh: '废损', en: 'Spoiled', source: 'GA 458' },
  destroyed: { zh: '已销毁', en: 'Destroyed by two', source: 'system' },
};

/** States of a fee. */
export const feeStateWords: Readonly<Record<FeeState, Term>> = {
  due: { zh: '应缴', en: 'Due', source: 'Law art. 21' },
  paid: { zh: '已缴', en: 'Paid', source: 'Law art. 21' },
  exempt: { zh: '免缴', en: 'Exempt', source: 'Law art. 21' },
  'refund-due': { zh: '应退', en: 'To be given back', source: 'system' },
  refunded: { zh: '已退', en: 'Given back', source: 'system' },
};
