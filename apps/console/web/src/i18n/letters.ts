import { messages } from './messages.js';

/** What screens say of letters: services, outcomes, causes. */
export const letters = messages(
  {
    service: { intake: '受理', review: '审核签发', production: '制证' },
    peer: '{{bureau}} · {{service}}',
    outcome: { processed: '已处理', parked: '已搁置', rejected: '已弃置' },
    cause: {
      'not-yours': '不归本局办理',
      malformed: '内容不合格式',
      'unknown-version': '版本不认识',
      refused: '规则不允许',
      fault: '处理时出错',
      waiting: '等前一封信',
      late: '来得太晚',
      early: '前一封信还没到',
    },
    quarantine: {
      headers: '信封不合格式',
      'not-for-here': '不是写给这里的',
      'unknown-sender': '目录中没有这个发信人',
      'unknown-seal': '不认识的封装密钥',
      undecipherable: '解不开',
      signature: '签名不对',
      unreadable: '读不懂',
      'same-id-other-content': '编号相同而内容不同',
    },
  },
  {
    service: { intake: 'Acceptance', review: 'Review', production: 'Card centre' },
    peer: '{{bureau}} · {{service}}',
    outcome: { processed: 'handled', parked: 'put aside', rejected: 'given up' },
    cause: {
      'not-yours': 'not for this bureau to handle',
      malformed: 'its content has a wrong form',
      'unknown-version': 'unknown version',
      refused: 'a rule does not allow it',
      fault: 'a fault while it was handled',
      waiting: 'waits for the one before',
      late: 'came too late',
      early: 'the one before has not come',
    },
    quarantine: {
      headers: 'the cover has a wrong form',
      'not-for-here': 'not addressed to here',
      'unknown-sender': 'the directory has no such sender',
      'unknown-seal': 'sealed with an unknown key',
      undecipherable: 'cannot be opened',
      signature: 'the signature is wrong',
      unreadable: 'cannot be read',
      'same-id-other-content': 'same number, other content',
    },
  },
);
