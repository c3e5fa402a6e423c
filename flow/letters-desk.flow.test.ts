import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AcceptedView,
  ParkedView,
  ReceivedPage,
  ReconciliationPage,
  ReplayCount,
  ReplayedLetters,
  RevealedLetter,
  ReviewView,
  SentPage,
  SettledPage,
  StreamsPage,
} from '@yidi/contracts';
import { County, Desk, eventually, OfficerAt, registered } from '@yidi/flow';
import { asSuperuser, inboxRecords, NoReviews, parkedAbout, theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const administrator = new OfficerAt(stack, '990202-administrator-1', 'review');
const supervisor = new OfficerAt(stack, '990202-supervisor-1', 'review');
const database = 'yidi_990202_review';

const fault = new NoReviews(stack);
const parked = (subject: string) => parkedAbout(administrator, subject);

describe('a letter that the county cannot handle', () => {
  afterAll(() => fault.end());

  it('is put aside, seen without what it says, revealed to a supervisor, handled again, and the later ones follow', async () => {
    const citizen = await registered(stack);
    await fault.begin();
    const taken = await desk.acceptFor(citizen);
    const cause = await eventually('the letter parked', async () => {
      const [letter] = await parked(taken.id);
      return letter?.type === 'application.accepted' ? letter : undefined;
    });
    await desk.act(await desk.see(taken.id), 'withdraw', { reason: 'applicant-wish' });
    const aside = await eventually('both letters parked', async () => {
      const letters = await parked(taken.id);
      return letters.length === 2 ? letters : undefined;
    });
    expect(aside.map(({ type, cause: why }) => [type, why])).toEqual([
      ['application.accepted', 'fault'],
      ['application.withdrawn', 'waiting'],
    ]);

    const seen = await administrator.try(`/letters/parked/${cause.id}`);
    expect(ParkedView.parse(seen.body)).toMatchObject({ letterId: cause.letterId, sender: '/bureau/990101/intake' });
    expect(JSON.stringify(seen.body)).not.toContain(citizen.name);
    const look = { purpose: 'supervision', reason: '查明搁置原因' };
    const turnedAway = await administrator.try(`/letters/parked/${cause.id}/reveal`, { body: look });
    expect(turnedAway.status).toBe(403);
    const revealed = await supervisor.ask(RevealedLetter, `/letters/parked/${cause.id}/reveal`, { body: look });
    expect(JSON.stringify(revealed.payload)).toContain(citizen.name);
    expect(
      await asSuperuser(stack, database, `select officer_id, purpose from read_log where subject_id = '${taken.id}'`),
    ).toEqual([{ officer_id: supervisor.id, purpose: 'supervision' }]);

    const why = { reason: '审核库已恢复。' };
    const unsaid = await administrator.try(`/letters/parked/${cause.id}/replay`, {
      body: {},
      revision: cause.revision,
    });
    expect(unsaid.status).toBe(400);
    const still = await administrator.ask(ReplayedLetters, `/letters/parked/${cause.id}/replay`, {
      body: why,
      revision: cause.revision,
    });
    expect(still.letters).toMatchObject([{ letterId: cause.letterId, outcome: 'parked', cause: 'fault' }]);
    const stale = await administrator.try(`/letters/parked/${cause.id}/replay`, {
      body: why,
      revision: cause.revision,
    });
    expect(stale.status).toBe(412);

    const came = await county.reviewer.ask(ReceivedPage, `/letters/received?subject=${taken.id}`);
    expect(came.items.map(({ type, outcome }) => [type, outcome])).toEqual(
      expect.arrayContaining([
        ['application.accepted', 'parked'],
        ['application.withdrawn', 'parked'],
      ]),
    );
    expect(came.items.find(({ id }) => id === cause.letterId)?.parkedId).toBe(cause.id);
    const would = await administrator.ask(ReplayCount, '/letters/parked/count?cause=fault');
    expect(would).toEqual({ letters: 2, cases: 1 });

    await fault.end();
    const done = await administrator.ask(ReplayedLetters, '/letters/parked/replay', {
      body: { cause: 'fault', ...why },
    });
    expect(done.letters.map(({ outcome }) => outcome)).toEqual(['processed', 'processed']);
    await county.received(taken.id, 'withdrawn');
    expect(await parked(taken.id)).toEqual([]);
    expect(
      await asSuperuser(
        stack,
        database,
        `select act, officer from letters_decisions where subject = '${taken.id}' order by at, act desc`,
      ),
    ).toEqual([
      { act: 'reveal', officer: supervisor.id },
      { act: 'replay', officer: administrator.id },
      { act: 'replay', officer: administrator.id },
    ]);
    const settled = await administrator.askEvery(SettledPage, '/letters/settled');
    expect(settled.filter(({ subject }) => subject === taken.id)).toMatchObject([
      { type: 'application.withdrawn', act: 'replay', officer: administrator.id, ...why },
      { letterId: cause.letterId, act: 'replay', officer: administrator.id, cause: 'fault' },
    ]);
    expect((await county.reviewer.try('/letters/settled')).status).toBe(403);
    await eventually('receipts that say processed', async () => {
      const { items } = await desk.clerk.ask(SentPage, `/letters/sent?subject=${taken.id}`);
      return items.every(({ outcome }) => outcome === 'processed') ? items : undefined;
    });
    const stream = await administrator.askEvery(ReceivedPage, '/letters/received?peer=/bureau/990101/intake');
    expect(stream.map(({ number }) => number)).toEqual(stream.map((_, index) => index + 1));
    expect(stream.find(({ id }) => id === cause.letterId)).toMatchObject({
      outcome: 'processed',
      parkedId: null,
    });
  });
});

describe('the streams between two services', () => {
  it('are shown with the last number, what waits and when the other was last heard; their letters add up', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.received(taken.id);
    const atTheDesk = new OfficerAt(stack, '990101-administrator-1', 'intake');
    const review = '/bureau/990202/review';

    await eventually('every letter receipted', async () => {
      const { items } = await atTheDesk.ask(StreamsPage, '/letters/streams');
      const stream = items.find(({ peer }) => peer === review);
      return stream && stream.to.last > 0 && stream.to.underWay === 0 && stream.to.unsent === 0 ? stream : undefined;
    });
    const sum = await eventually('the county has counted them', async () => {
      const { items } = await atTheDesk.ask(ReconciliationPage, '/letters/reconciliation');
      const found = items.find(({ peer }) => peer === review);
      return found?.countedAt && found.to.every(({ underWay }) => underWay === 0) ? found : undefined;
    });
    for (const { sent, processed, parked, rejected, unexplained } of sum.to) {
      expect({ unexplained, sum: processed + parked + rejected }).toEqual({ unexplained: 0, sum: sent });
    }
  });
});

describe("the trace of an officer's request", () => {
  const traceOf = () => {
    const trace = crypto.randomUUID().replaceAll('-', '');
    return { trace, traceparent: `00-${trace}-00f067aa0ba902b7-01` };
  };
  const logged = (log: string, trace: string, type: string) =>
    eventually(`a line about ${type} in ${log}`, async () => {
      const lines = readFileSync(join(stack.logs, `${log}.log`), 'utf8').split('\n');
      return lines.find((line) => line.includes(trace) && line.includes(type) && line.includes('a letter is handled'));
    });

  it("stands in the other bureau's log line, and in the letter that its handler writes", async () => {
    const draft = await desk.attachAll(await desk.open(await registered(stack), 'expiry'));
    const { id, revision } = await desk.takeFee(await desk.screen(draft));
    const atTheDesk = traceOf();
    await desk.officer.ask(AcceptedView, `/applications/${id}/accept`, { body: {}, revision, ...atTheDesk });
    await logged('990202.review', atTheDesk.trace, 'application.accepted');

    const reviewed = await county.recommendIssue(await county.claim(await county.received(id)));
    const atTheCounty = traceOf();
    const issue = { body: {}, revision: reviewed.revision, ...atTheCounty };
    await county.issuer.ask(ReviewView, `/reviews/${id}/issue`, issue);
    await logged('990101.intake', atTheCounty.trace, 'application.issued');
    await logged('990101.production', atTheCounty.trace, 'card.ordered');
    const letters = await inboxRecords(stack, '990101', id);
    const traced = letters.filter(({ headers }) => String(headers['traceparent']) === atTheCounty.traceparent);
    expect(traced.map(({ headers }) => String(headers['ce_type']))).toEqual(
      expect.arrayContaining(['application.issued', 'card.ordered']),
    );
  });
});
