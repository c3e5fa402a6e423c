import { messages } from './messages.js';

/** What waits for me. */
export const myWork = messages(
  {
    title: '我的工作',
    desk: '受理窗口',
    county: '户口所在地审核',
    workshop: '制证中心',
    batches: '未完成的批次',
    spoiled: '待销毁的废证',
    late: '超期未办',
    uncollected: '久未领取',
    drafts: '未完成的登记',
    more: '{{count}} 以上',
    nothing: '目前没有等您办理的事项。',
    here: '本受理点',
    bureau: '全局',
  },
  {
    title: 'My work',
    desk: 'Desk',
    county: 'County review',
    workshop: 'Card centre',
    batches: 'Unfinished batches',
    spoiled: 'Spoiled, to be destroyed',
    late: 'Past their day',
    uncollected: 'Not collected',
    drafts: 'Unfinished forms',
    more: '{{count}} and more',
    nothing: 'Nothing waits for you at the moment.',
    here: 'This point',
    bureau: 'Whole bureau',
  },
);
