import type { PublicStage, RoadStep, Words } from '@yidi/domain';

export const layoutWords = {
  name: { zh: '居民身份证异地办理', en: 'Identity card away from home' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  elder: { zh: '长辈版', en: 'Large text' },
  standard: { zh: '标准版', en: 'Standard text' },
  size: { zh: '字号', en: 'Text size' },
  colon: { zh: '：', en: ': ' },
  fault: { zh: '错误：', en: 'Error: ' },
  putRight: { zh: '请改正', en: 'Please put right' },
  footer: {
    zh: '本网站不保存您填写的信息，不使用广告，不需要注册。',
    en: 'These pages keep nothing about you, show no advertising and need no account.',
  },
  officers: { zh: '工作人员登录', en: 'Staff sign-in' },
  sizes: [
    { zh: '大', en: 'Large' },
    { zh: '更大', en: 'Larger' },
    { zh: '最大', en: 'Largest' },
  ] as readonly Words[],
} as const;

export const choiceWords = {
  title: { zh: '您想做什么？', en: 'What would you like to do?' },
  check: { zh: '我能在这里办吗？', en: 'Can I do this here?' },
  checkWhat: {
    zh: '回答六个问题，告诉您能不能办、带什么、多少钱、多久。',
    en: 'Six questions; then whether, what to bring, what it costs and how long it takes.',
  },
  track: { zh: '我的证在哪里？', en: 'Where is my card?' },
  trackWhat: { zh: '用受理回执上的回执码查询。', en: 'With the code on your receipt.' },
  verify: { zh: '这张回执是真的吗？', en: 'Is this receipt genuine?' },
  verifyWhat: { zh: '用回执上的防伪码验证。', en: 'With the second code on the receipt.' },
} as const satisfies Record<string, Words>;

export const trackWords = {
  title: { zh: '我的证在哪里？', en: 'Where is my card?' },
  code: { zh: '回执码', en: 'Receipt code' },
  codeHint: {
    zh: '受理回执中间方框里的25位数字和字母，空格和横线可有可无。',
    en: 'The 25 digits and letters in the box on your receipt; spaces and dashes do not matter.',
  },
  lastFour: { zh: '公民身份号码后四位', en: 'Last four characters of your citizen number' },
  ask: { zh: '查询', en: 'Look it up' },
  again: { zh: '查询另一件', en: 'Look up another' },
  missingCode: { zh: '请填写回执码', en: 'Enter the receipt code' },
  mistyped: { zh: '回执码抄写有误，请逐位核对', en: 'The receipt code is mistyped: compare it letter by letter' },
  wrongFour: { zh: '后四位应为四位数字，最后一位可以是X', en: 'Four digits; the last may be X' },
  notFound: {
    zh: '没有查到。请核对回执码和后四位；仍查不到，请到受理点询问。',
    en: 'Nothing was found. Compare the code and the four characters; if they are right, ask at the acceptance point.',
  },
  now: { zh: '现在：', en: 'Now: ' },
  who: { zh: '由谁办理', en: 'Who has it' },
  accepted: { zh: '受理日期', en: 'Accepted on' },
  due: { zh: '承诺办结日', en: 'Promised by' },
  late: {
    zh: '已经超过承诺日期，我们向您致歉。请拨打上面的电话询问原因。',
    en: 'This is later than promised. We are sorry; please call the number above and ask why.',
  },
  answerBy: { zh: '请在此日前补正', en: 'Please answer by' },
  toDo: { zh: '您需要做什么', en: 'What you need to do' },
  road: { zh: '办理进度', en: 'The road of your card' },
  done: { zh: '已完成', en: 'Done' },
  current: { zh: '正在办理', en: 'Now' },
  yours: { zh: '等您来领取', en: 'Waiting for you' },
  address: { zh: '地址', en: 'Address' },
  coming: { zh: '尚未开始', en: 'To come' },
  next: { zh: '下一步', en: 'Next' },
  notReached: { zh: '没有进行', en: 'Not reached' },
} as const satisfies Record<string, Words>;

/** The road of a card, as its holder sees it. */
export const roadWords: Readonly<Record<RoadStep, Words>> = {
  accepted: { zh: '受理点受理', en: 'Accepted at the desk' },
  issued: { zh: '户口所在地审核签发', en: 'Reviewed and issued by the county of registration' },
  made: { zh: '制作', en: 'Made' },
  arrived: { zh: '送到受理点', en: 'Sent to the acceptance point' },
  collected: { zh: '领取', en: 'Collected' },
};

/** What the holder does at each stage. */
export const toDoWords: Readonly<Record<PublicStage, Words>> = {
  'with-the-desk': { zh: '请按受理点的通知办理。', en: 'Follow what the acceptance point has told you.' },
  'with-the-county': { zh: '不用做什么，请等候短信。', en: 'Nothing: wait for a text message.' },
  'waiting-for-your-answer': {
    zh: '请带上要补正的材料，到受理点办理。',
    en: 'Bring what is to be put right to the acceptance point.',
  },
  'being-made': { zh: '不用做什么，请等候短信。', en: 'Nothing: wait for a text message.' },
  'on-its-way': { zh: '不用做什么，到了会发短信。', en: 'Nothing: a text message tells you when it is there.' },
  'ready-to-collect': {
    zh: '请带受理回执到受理点领取；换领的，请带上原居民身份证。',
    en: 'Collect it with your receipt; for a renewal bring the original card.',
  },
  collected: { zh: '已经领取，不用再做什么。', en: 'Nothing: it has been handed over.' },
  refused: {
    zh: '请看不予办理的通知；上面写有原因、依据、联系电话和救济途径。已交的工本费可以退还。',
    en: 'Read the notice: it gives the reason, whom to ask and how to object. A fee that was paid goes back.',
  },
  ended: { zh: '申请已经终止；需要时请重新申请。', en: 'The application has ended; apply again if you need a card.' },
};

export const verifyWords = {
  title: { zh: '这张回执是真的吗？', en: 'Is this receipt genuine?' },
  proof: { zh: '防伪码', en: 'Code of proof' },
  proofHint: {
    zh: '扫描回执上“验证回执真伪”的二维码，把得到的文字（YR1开头）粘贴在这里。',
    en: 'Scan the code “Proves this receipt” and paste its text, which begins with YR1.',
  },
  name: { zh: '姓名（可不填）', en: 'Name (may be left out)' },
  number: { zh: '公民身份号码（可不填）', en: 'Citizen number (may be left out)' },
  both: { zh: '核对持证人时，姓名和号码都要填对', en: 'To compare the holder, give name and number, both in full' },
  ask: { zh: '验证', en: 'Check' },
  missing: { zh: '请填写防伪码', en: 'Enter the code of proof' },
  unreadable: { zh: '这不是回执的防伪码，或者没有抄全', en: 'This is no code of a receipt, or it is not complete' },
  genuine: { zh: '回执是真的', en: 'The receipt is genuine' },
  genuineNote: {
    zh: '请与手中的回执逐项核对；有一项不同，手中的回执就被改动过。',
    en: 'Compare with the paper in your hand: if one thing differs, the paper was altered.',
  },
  'not-genuine': { zh: '回执不是真的', en: 'The receipt is not genuine' },
  revoked: {
    zh: '签发此回执的密钥已作废，不能证明真伪',
    en: 'The key that signed it was taken back: it proves nothing',
  },
  office: { zh: '开具单位', en: 'Given by' },
  receiptNumber: { zh: '受理号', en: 'Number' },
  reason: { zh: '办证原因', en: 'Reason' },
  accepted: { zh: '受理日期', en: 'Accepted on' },
  due: { zh: '承诺办结日', en: 'Promised by' },
  fee: { zh: '工本费', en: 'Fee' },
  printed: { zh: '打印日期', en: 'Printed on' },
  holder: { zh: '持有人', en: 'Holder' },
  matches: { zh: '与所填姓名和号码一致', en: 'The name and number are the holder’s' },
  differs: { zh: '与所填姓名或号码不一致', en: 'The name or number is not the holder’s' },
} as const satisfies Record<string, Words>;

export const awayWords = {
  title: { zh: '暂时无法查询', en: 'Not possible right now' },
  text: {
    zh: '系统暂时不能回答，请过几分钟再试。',
    en: 'The system cannot answer right now. Try again in a few minutes.',
  },
  many: { zh: '查询太频繁，请过一分钟再试。', en: 'Too many questions. Try again in a minute.' },
} as const satisfies Record<string, Words>;

export const yuanWords = { zh: '元', en: ' yuan' } as const satisfies Words;
