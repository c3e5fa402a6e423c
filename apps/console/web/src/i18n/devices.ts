import { messages } from './messages.js';

/** A desk's card reader and finger scanner. */
export const devices = messages(
  {
    readCard: '读身份证',
    readWhose: '读{{whose}}的身份证',
    read: '已从证件读取，请与本人核对。',
    reading: '正在读卡…',
    capture: '采集{{finger}}',
    press: '请按{{finger}}…',
    captured: '已采集，质量 {{quality}}（满分 100）。',
    compare: '与读卡器上的证件比对指纹',
    pressAny: '请按指纹…',
    matches: '指纹与证件一致。',
    matchesNot: '指纹与证件不一致。',
    same: '是申请人本人的证件，已登记交回。',
    readOriginal: '读原证并登记交回',
    fault: {
      away: '读卡器、指纹仪没有应答。请检查本机设备程序是否运行；也可以直接填写。',
      noCard: '读卡器上没有证件。请放好后再读。',
      another: '读卡器上是另一人的证件。请换上此人的证件。',
      noFingerprints: '证件里没有指纹，无法比对。',
      poor: '指纹没有采到。请擦净手指再按，或换另一手指；仍采不到的，采集结果选“注册失败”并注明原因。',
    },
  },
  {
    readCard: 'Read the identity card',
    readWhose: 'Read the card: {{whose}}',
    read: 'Taken from the card; please check it with the person.',
    reading: 'Reading…',
    capture: 'Take: {{finger}}',
    press: 'Please press: {{finger}}…',
    captured: 'Taken, quality {{quality}} of 100.',
    compare: 'Compare a finger with the card on the reader',
    pressAny: 'Please press a finger…',
    matches: 'The finger matches the card.',
    matchesNot: 'The finger does not match the card.',
    same: 'It is the applicant’s own card: noted as returned.',
    readOriginal: 'Read the original card and take it back',
    fault: {
      away: 'Reader and scanner do not answer. Is the device program on this machine running? You can also type.',
      noCard: 'No card lies on the reader. Lay it on and read again.',
      another: 'The card on the reader is somebody else’s. Lay on this person’s.',
      noFingerprints: 'The card bears no fingerprints to compare with.',
      poor: 'The finger could not be taken. Wipe it and press again, or take another; if none can be taken, choose “Registration failed” and the cause.',
    },
  },
);
