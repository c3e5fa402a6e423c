import type { letterCatalogue } from '../letters/index.js';
import type { Term } from './index.js';

/** Letters between services. */
export const letterWords: Readonly<Record<(typeof letterCatalogue)[number]['type'], Term>> = {
  'attachment.sent': { zh: '附件', en: 'Attachment', source: 'system' },
  'application.accepted': { zh: '受理件', en: 'Accepted case', source: 'Opinion; Norm art. 84' },
  'application.corrected': { zh: '补正件', en: 'Corrected case', source: 'Norm art. 83' },
  'application.withdrawn': { zh: '撤回通知', en: 'Withdrawal', source: 'system' },
  'loss.reported': { zh: '挂失通知', en: 'Loss reported', source: 'Norm art. 85' },
  'loss.lifted': { zh: '解挂通知', en: 'Loss lifted', source: 'Norm art. 86' },
  'review.reminded': { zh: '督办通知', en: 'Reminder', source: 'Norm art. 84' },
  'application.rerouted': { zh: '转办通知', en: 'Rerouted to another county', source: 'Law art. 8' },
  'application.returned': { zh: '退回通知', en: 'Return', source: 'Norm art. 83' },
  'application.refused': { zh: '不予签发通知', en: 'Refusal', source: 'Ten Rules art. 6' },
  'application.issued': { zh: '签发信息', en: 'Issue with the certification', source: 'Law art. 8' },
  'issue.revoked': { zh: '撤销签发通知', en: 'Revocation', source: 'system' },
  'card.ordered': { zh: '制证指令', en: 'Card order', source: 'Norm art. 84' },
  'card.stopped': { zh: '停止制证指令', en: 'Stop order', source: 'system' },
  'card.made': { zh: '制成通知', en: 'Card made', source: 'system' },
  'card.spoiled': { zh: '废证通知', en: 'Card spoiled', source: 'system' },
  'card.dispatched': { zh: '发出通知', en: 'Card dispatched', source: 'system' },
  'card.arrived': { zh: '到达通知', en: 'Card arrived', source: 'system' },
  'card.cancelled': { zh: '停止制证回执', en: 'Card cancelled', source: 'system' },
  'card.destroyed': { zh: '销毁通知', en: 'Card destroyed', source: 'system' },
  'card.collected': { zh: '领取通知', en: 'Card collected', source: 'Norm art. 81' },
};
