import { County } from './county.js';
import { Desk } from './desk.js';
import { accepted, eventually, send } from './http.js';
import type { OfficerAt } from './officer.js';
import { padded } from './padded.js';
import { registered } from './person.js';
import type { Stack } from './stack.js';
import { Workshop } from './workshop.js';

type Tell = (line: string) => void;

/** Tells a step in one line: which bureau, who, what, how long. */
function narrator(stack: Stack, tell: Tell) {
  return async function step<T>(
    who: OfficerAt | { bureau: string; who: string },
    what: string,
    work: Promise<T> | (() => Promise<T>),
  ): Promise<T> {
    const begun = performance.now();
    const done = await (typeof work === 'function' ? work() : work);
    const took = `${Math.round(performance.now() - begun)} ms`;
    const bureau = stack.bureaus.find(({ code }) => code === who.bureau)?.name ?? who.bureau;
    const name = 'who' in who ? who.who : `${await who.name()} ${who.id.slice(7)}`;
    tell(`  ${padded(`${who.bureau} ${bureau}`, 18)} ${padded(name, 27)} ${padded(what, 42)} ${took.padStart(7)}`);
    return done;
  };
}

/** The messages that the applicant's phone has received. */
async function messages(stack: Stack, phone: string, count: number): Promise<string[]> {
  return eventually(`${count} messages`, async () => {
    const { body } = accepted(await send(`${stack.sms}/control/messages?phone=${phone}`), 'the SMS provider');
    const texts = (body as { messages: { text: string }[] }).messages.map(({ text }) => text);
    return texts.length >= count ? texts : undefined;
  });
}

/** A happy renewal from the first form to the card in the applicant's hand. */
async function renewal(stack: Stack, tell: Tell): Promise<void> {
  const step = narrator(stack, tell);
  const desk = new Desk(stack, '990101');
  const county = new County(stack, '990202');
  const workshop = new Workshop(stack, '990101');
  const citizen = await registered(stack);
  const phone = `100${String(Date.now()).slice(-8)}`;

  const draft = await step(desk.clerk, '填表 opens a renewal on expiry', desk.open(citizen, 'expiry', { phone }));
  const complete = await step(desk.clerk, '采集 attaches photo, original card, proof', desk.attachAll(draft));
  const screened = await step(desk.clerk, '核查 screens: nothing stands in the way', desk.screen(complete));
  const paid = await step(desk.clerk, '收费 takes the fee of 20 yuan', desk.takeFee(screened));
  const taken = await step(desk.officer, '受理 accepts: number, receipt, letter', desk.accept(paid));
  const id = taken.id;
  const open = await step(
    { bureau: county.bureau, who: '信件 letter' },
    '收件 has opened a review',
    county.received(id),
  );
  const claimed = await step(county.reviewer, '认领 claims the case', county.claim(open));
  const compared = await step(county.reviewer, '比对 declared and registered items agree', county.compare(claimed));
  const differing = compared.comparison?.filter(({ verdict }) => verdict !== 'same') ?? [];
  if (compared.comparison === null || differing.length > 0)
    throw new Error('the declared items differ from the registered ones');
  const reviewed = await step(county.reviewer, '审核 recommends to issue', county.recommendIssue(claimed));
  await step(county.issuer, '签发 issues and signs the certification', county.issue(reviewed));
  await step({ bureau: desk.bureau, who: '信件 letter' }, '制证信息 has ordered the card', desk.seeIn(id, 'ordered'));
  await step(workshop.maker, '制证 gives a batch to the machine', workshop.batch(id));
  const made = await step(
    { bureau: workshop.bureau, who: '制证机 machine' },
    '制成 the machine has made it',
    workshop.cardIn(id, 'made'),
  );
  const verified = await step(workshop.inspector, '质检 verifies by eye and by chip', workshop.verify(made));
  const parcel = await step(workshop.distributor, '分发 sends a parcel to the point', workshop.dispatch(verified));
  await step(workshop.distributor, '签收 receives it there by scan', workshop.receive(parcel));
  const waiting = await step(
    { bureau: desk.bureau, who: '信件 letter' },
    '待领 has put it on the counter’s shelf',
    desk.seeIn(id, 'arrived'),
  );
  await step(
    { bureau: desk.bureau, who: '申请人 applicant' },
    '查进度 asks where it is: ready to collect',
    async () => {
      const { stage } = await desk.publicStatus(taken.receiptCode, citizen);
      if (stage !== 'ready-to-collect') throw new Error(`the public answer is ${stage}`);
    },
  );
  const collected = await step(
    desk.clerk,
    '领取 hands over, takes the old card back',
    desk.handOver(waiting, taken.receiptCode),
  );
  if (collected.state !== 'collected') throw new Error(`the application ended as ${collected.state}`);
  const told = await step(
    { bureau: desk.bureau, who: '申请人 applicant' },
    '短信 was told at each turn',
    messages(stack, phone, 3),
  );
  for (const text of told) tell(`      ${text}`);
}

/** Refused at the desk: a record of misused documents, confirmed by an officer. */
async function refusedAtTheDesk(stack: Stack, tell: Tell): Promise<void> {
  const step = narrator(stack, tell);
  const desk = new Desk(stack, '990101');
  const record = {
    id: 'demo-integrity',
    act: 'forge',
    document: 'household-register',
    from: '2025-01-01',
    until: null,
    recordedBy: '乙县公安局',
  } as const;
  const citizen = await registered(stack, { integrityRecords: [record] });
  const draft = await desk.attachAll(await desk.open(citizen, 'expiry'));
  const screened = await step(desk.clerk, '核查 screens: a record, for an officer', desk.screen(draft));
  const words = '经核实，存在伪造户口簿记录，不予异地受理。';
  const refused = await step(
    desk.officer,
    '不予受理 confirms it and refuses, in words',
    desk.refuse(screened, 'integrity', words),
  );
  if (refused.state !== 'refused-here') throw new Error(`the refusal ended as ${refused.state}`);
}

/** Refused by the county, with reason and contact; the fee goes back. */
async function refusedByTheCounty(stack: Stack, tell: Tell): Promise<void> {
  const step = narrator(stack, tell);
  const desk = new Desk(stack, '990101');
  const county = new County(stack, '990202');
  const citizen = await registered(stack);
  const taken = await step(desk.officer, '受理 accepts a replacement after loss', desk.acceptFor(citizen, 'loss'));
  await step(
    county.issuer,
    '不予签发 refuses, with reason and contact',
    county.refuseFor(taken.id, '照片与本人登记照片明显不符，身份无法确认。'),
  );
  const told = await step(
    { bureau: desk.bureau, who: '信件 letter' },
    '告知 has the reason; the fee goes back',
    desk.seeIn(taken.id, 'refused-by-county'),
  );
  if (told.fee?.state !== 'refund-due') throw new Error('the fee is not marked for refund');
}

/** Walks the road over the public HTTP APIs, one line per step; rejects with a sentence when the road is broken. */
export async function walkTheRoad(stack: Stack, tell: Tell): Promise<void> {
  const roads: [string, (stack: Stack, tell: Tell) => Promise<void>][] = [
    ['期满换领：从申请到领取 A renewal, from the form to the card in the hand', renewal],
    ['受理点不予受理 Refused at the desk', refusedAtTheDesk],
    ['户口所在地不予签发 Refused by the county', refusedByTheCounty],
  ];
  for (const [title, walk] of roads) {
    tell(`\n${title}`);
    await walk(stack, tell);
  }
}
