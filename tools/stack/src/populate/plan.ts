import { addDays, type ApplicationReason, citizenNumberCheckDigit, type Day } from '@yidi/domain';
import { Dice } from './dice.js';

/** What is done with a case on one day; one step a day. */
export type Step =
  | 'draft'
  | 'screen'
  | 'suspend'
  | 'discard'
  | 'refuse-here'
  | 'accept'
  | 'claim'
  | 'recommend'
  | 'return'
  | 'correct'
  | 'refuse'
  | 'withdraw'
  | 'issue'
  | 'revoke'
  | 'make'
  | 'make-unverified'
  | 'leave-in-machine'
  | 'fail-thrice'
  | 'spoil'
  | 'dispatch'
  | 'bring'
  | 'destroy'
  | 'collect';

interface Road {
  readonly steps: readonly Step[];
  /** How often it is taken, against the others. */
  readonly weight: number;
}

const road = (weight: number, ...steps: Step[]): Road => ({ weight, steps });

/** Every road a case takes in the week, by where it ends: together they leave a case in every state there is. */
export const roads = {
  collected: road(40, 'accept', 'issue', 'make', 'bring', 'collect'),
  arrived: road(14, 'accept', 'issue', 'make', 'bring'),
  dispatched: road(5, 'accept', 'issue', 'make', 'dispatch'),
  verified: road(5, 'accept', 'issue', 'make'),
  made: road(4, 'accept', 'issue', 'make-unverified'),
  batched: road(2, 'accept', 'issue', 'leave-in-machine'),
  ordered: road(6, 'accept', 'issue'),
  spoiled: road(2, 'accept', 'issue', 'make-unverified', 'spoil'),
  held: road(1, 'accept', 'issue', 'fail-thrice'),
  stopped: road(1, 'accept', 'issue', 'revoke'),
  'to-destroy': road(1, 'accept', 'issue', 'make', 'revoke'),
  destroyed: road(1, 'accept', 'issue', 'make', 'revoke', 'destroy'),
  recalled: road(1, 'accept', 'issue', 'make', 'dispatch', 'revoke'),
  waiting: road(12, 'accept'),
  claimed: road(4, 'accept', 'claim'),
  reviewed: road(4, 'accept', 'recommend'),
  returned: road(3, 'accept', 'return'),
  corrected: road(2, 'accept', 'return', 'correct'),
  'refused-by-county': road(3, 'accept', 'refuse'),
  withdrawn: road(2, 'accept', 'withdraw'),
  'refused-here': road(3, 'refuse-here'),
  suspended: road(2, 'suspend'),
  void: road(1, 'discard'),
  screened: road(3, 'screen'),
  draft: road(3, 'draft'),
} as const satisfies Record<string, Road>;

/** Where a case ends in the week. */
export type Ending = keyof typeof roads;

/** One case of the week: who, where, why, from which day on, and how it ends. */
export interface PlannedCase {
  readonly number: number;
  readonly ending: Ending;
  /** Day of the week, 0 to 6, of the first step. */
  readonly day: number;
  readonly bureau: string;
  readonly county: string;
  readonly station: 1 | 2;
  readonly reason: ApplicationReason;
  readonly tone: number;
  readonly phone: string;
  readonly person: {
    readonly citizenNumber: string;
    readonly name: string;
    readonly sex: '1' | '2';
    readonly bornOn: string;
    readonly division: string;
    readonly registeredAddress: string;
  };
}

/** Days of the week that is played. */
export const weekDays = 7;

const endings = Object.keys(roads) as Ending[];
const weighted = endings.flatMap((ending) => Array.from({ length: roads[ending].weight }, () => ending));
const counties: Readonly<Record<string, string>> = { '990101': '甲县', '990202': '乙县' };
const surnames = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
];
const givenNames = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '涛',
  '秀英',
  '建国',
  '志远',
];
const rareNames = ['𬱖', '䶮', '㛃', '𠮷', '子涵', '雨桐', '欣怡', '浩然', '梓萱', '一诺', '思源', '海燕'];
const streets = ['中山路', '人民路', '幸福路', '和平街', '解放路', '建设路', '文化路', '新华街'];

/** The week's cases: the same for the same seed and count; every ending once before any comes twice. */
export function planWeek(seed: number, count: number): PlannedCase[] {
  const dice = new Dice(seed);
  const given = new Set<string>();
  const drawn = [...endings, ...Array.from({ length: Math.max(0, count - endings.length) }, () => dice.pick(weighted))];
  return dice.shuffled(drawn.slice(0, count)).map((ending, index): PlannedCase => {
    const [bureau, county] = dice.below(10) < 6 ? (['990101', '990202'] as const) : (['990202', '990101'] as const);
    const reason = dice.pick<ApplicationReason>([
      'expiry',
      'expiry',
      'expiry',
      'expiry',
      'expiry',
      'loss',
      'loss',
      'damage',
    ]);
    return {
      number: index + 1,
      ending,
      day: firstDay(ending, dice),
      bureau,
      county,
      station: dice.below(3) === 0 ? 2 : 1,
      reason,
      tone: 90 + dice.below(12) * 12,
      phone: `100${String(dice.below(10 ** 8)).padStart(8, '0')}`,
      person: personOf(dice, county, reason, given),
    };
  });
}

/** What is in the machine at the end is given to it on the last day; the rest begins whenever its road still fits. */
function firstDay(ending: Ending, dice: Dice): number {
  const latest = weekDays - roads[ending].steps.length;
  return ending === 'batched' ? latest : dice.below(latest + 1);
}

/** Who renews is of an age whose card has run out; who lost or damaged one is of any. */
function personOf(dice: Dice, division: string, reason: ApplicationReason, given: Set<string>): PlannedCase['person'] {
  const [first, years] = reason === 'expiry' ? (['1993-01-01', 6] as const) : (['1962-01-01', 40] as const);
  const sex = dice.pick(['1', '2'] as const);
  for (;;) {
    const bornOn = addDays(first as Day, dice.below(years * 365));
    const sequence = (50 + dice.below(400)) * 2 + (sex === '1' ? 1 : 0);
    const first17 = `${division}${bornOn.replaceAll('-', '')}${sequence}`;
    const citizenNumber = first17 + citizenNumberCheckDigit(first17);
    const name = dice.pick(surnames) + dice.pick(dice.below(8) === 0 ? rareNames : givenNames);
    const registeredAddress = `样本省${counties[division] ?? ''}城关镇${dice.pick(streets)}${1 + dice.below(300)}号`;
    if (given.has(citizenNumber)) continue;
    given.add(citizenNumber);
    return { citizenNumber, name, sex, bornOn, division, registeredAddress };
  }
}
