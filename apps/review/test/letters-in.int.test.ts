import { createHash } from 'node:crypto';
import { AttachmentSent, type ReviewReminded } from '@yidi/domain';
import { aPhone, aPoint } from '@yidi/domain/testing';
import type { PayloadOf } from '@yidi/messaging';
import { uuidv7 } from '@yidi/messaging';
import { dumpOf } from '@yidi/service/testing';
import { OnApplicationAccepted } from '../src/on-application-accepted/on-application-accepted.js';
import { OnApplicationCorrected } from '../src/on-application-corrected/on-application-corrected.js';
import { OnApplicationWithdrawn } from '../src/on-application-withdrawn/on-application-withdrawn.js';
import { OnAttachmentSent } from '../src/on-attachment-sent/on-attachment-sent.js';
import { OnCardCollected } from '../src/on-card-collected/on-card-collected.js';
import { OnReviewReminded } from '../src/on-review-reminded/on-review-reminded.js';
import { SweepDeadlines } from '../src/sweep-deadlines/sweep-deadlines.js';
import { type Accepted, aCounty, aForm, aPhoto, type County, refusal, registered, seen } from './county.js';

const DAY_MS = 86_400_000;

describe('the county reads its letters', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty({ own: '990314', desk: '990315', other: '990316' });
  });
  afterAll(async () => {
    await county?.stop();
  });

  const accepted = (the: Accepted) => county.letter('application.accepted', the.applicationId, the);
  const opened = async (given: Partial<Accepted> = {}) => {
    const the = county.aCase(given);
    await county.handle(OnApplicationAccepted, accepted(the));
    return the;
  };
  const look = async (id: string) => seen(await county.get(`/${id}`));
  const fromElsewhere = { from: { bureau: '990316', service: 'intake' } };
  const withdrawal = (id: string) =>
    county.letter('application.withdrawn', id, {
      applicationId: id,
      reason: 'applicant-wish' as const,
      withdrawnAt: county.clock.now().toISOString(),
      withdrawnBy: { id: '990315-clerk-1', name: '李梅' },
    });
  const collection = (id: string) =>
    county.letter('card.collected', id, {
      applicationId: id,
      collectedAt: county.clock.now().toISOString(),
      handedOverBy: { id: '990315-clerk-1', name: '李梅' },
      collector: 'holder' as const,
      originalCard: 'returned' as const,
    });
  const correction = (the: Accepted, form = the.form, papers = the.papers) =>
    county.letter('application.corrected', the.applicationId, {
      applicationId: the.applicationId,
      form,
      papers,
      answers: [{ item: 'photo', text: '已重拍' }],
      correctedAt: county.clock.now().toISOString(),
      correctedBy: { id: '990315-clerk-1', name: '李梅' },
    });
  const returned = async (given: Partial<Accepted> = {}) => {
    const the = await opened(given);
    const claimed = await seen(await county.act(await look(the.applicationId), 'claim'));
    const items = [{ item: 'photo', code: 'photo-quality', text: '背景不是白色' }];
    await seen(
      await county.act(claimed, 'return', { body: { items, contact: { name: '何平', phone: '0999-2020110' } } }),
    );
    return the;
  };
  const sentOn = async () => {
    const the = await opened();
    const elsewhere = registered(the.form, county.own, { registration: 'moved', movedTo: '990316' });
    county.registry.people.set(the.form.citizenNumber, elsewhere);
    const claimed = await seen(await county.act(await look(the.applicationId), 'claim'));
    expect(await seen(await county.act(claimed, 'reroute'))).toMatchObject({ state: 'rerouted' });
    return the;
  };
  const issued = async (given: Partial<Accepted> = {}) => {
    const the = await opened(given);
    const claimed = await seen(await county.act(await look(the.applicationId), 'claim'));
    const ready = await seen(await county.act(claimed, 'recommend', { body: { verdict: 'issue', settled: [] } }));
    await seen(await county.act(ready, 'issue', { role: 'issuer' }));
    return the;
  };

  describe('an application is accepted elsewhere', () => {
    it('given a batch of cases, then each is a review whose five days start today', async () => {
      const cases = [county.aCase(), county.aCase(), county.aCase()];
      await county.handle(OnApplicationAccepted, ...cases.map(accepted));

      for (const { applicationId, acceptanceNumber } of cases) {
        const review = await look(applicationId);
        expect(review).toMatchObject({ state: 'open', acceptanceNumber, residenceBureau: '990315', warned: 0 });
        expect(Date.parse(review.dueOn) - Date.parse(review.clock.startedOn)).toBeGreaterThanOrEqual(5 * DAY_MS);
      }
    });

    it('scenario 16: given a person with a live review, when a second application comes, then it is refused and names the first', async () => {
      const form = aForm();
      const first = await opened({ form });
      const second = await opened({ form });

      expect(await look(first.applicationId)).toMatchObject({ state: 'open' });
      expect(await look(second.applicationId)).toMatchObject({
        state: 'refused',
        refusal: { code: 'live-application-elsewhere' },
      });
      expect(await county.lettersAbout(second.applicationId)).toMatchObject([
        {
          type: 'application.refused',
          to: '990315',
          payload: { firstApplication: { bureau: '990315', acceptanceNumber: first.acceptanceNumber } },
        },
      ]);
    });

    it('scenario 16: given two applications of a person in one batch or at the same moment, then one stands', async () => {
      const [one, two] = [aForm(), aForm()];
      const batch = [county.aCase({ form: one }), county.aCase({ form: one })];
      await county.handle(OnApplicationAccepted, ...batch.map(accepted));
      const moment = [county.aCase({ form: two }), county.aCase({ form: two })];
      await Promise.all(moment.map((the) => county.handle(OnApplicationAccepted, accepted(the))));

      for (const cases of [batch, moment]) {
        const states = await Promise.all(cases.map(async ({ applicationId }) => (await look(applicationId)).state));
        expect(states.toSorted((a, b) => a.localeCompare(b))).toEqual(['open', 'refused']);
      }
    });

    it('given a card handed over, when the person applies again, then the new review opens', async () => {
      const form = aForm();
      const first = await issued({ form });
      await county.handle(OnCardCollected, collection(first.applicationId));
      const second = await opened({ form });

      expect(await look(second.applicationId)).toMatchObject({ state: 'open' });
    });

    it.each([
      ['of another bureau', { point: aPoint('990316001') }],
      ['that the directory does not know', { point: aPoint('990315999') }],
    ])('given a point %s, then the letter is put aside as not theirs', async (_, given) => {
      const the = county.aCase(given);
      await expect(county.handle(OnApplicationAccepted, accepted(the))).rejects.toMatchObject({ cause: 'not-yours' });
      expect((await county.get(`/${the.applicationId}`)).status).toBe(404);
    });

    it('given an application that is here, when another letter opens it again, then it is put aside and nothing changes', async () => {
      const the = await opened();
      await expect(county.handle(OnApplicationAccepted, accepted(the))).rejects.toMatchObject({ cause: 'refused' });
      expect(await county.historyOf(the.applicationId)).toHaveLength(1);
    });

    it('scenario 23: given a case that was sent on, when it comes back, then it is open anew, once', async () => {
      const the = await sentOn();
      const before = await look(the.applicationId);
      await county.handle(OnApplicationAccepted, accepted({ ...the, reason: 'damage' }), accepted(county.aCase()));

      const back = await look(the.applicationId);
      expect(back).toMatchObject({ state: 'open', reason: 'damage', revision: before.revision + 1, claimedBy: null });
      expect((await county.historyOf(the.applicationId)).at(-1)).toMatchObject({
        act: 'take-back',
        from_state: 'rerouted',
        to_state: 'open',
      });
      await expect(county.handle(OnApplicationAccepted, accepted(the))).rejects.toMatchObject({ cause: 'refused' });
    });

    it('scenario 23: given a case that was sent on and another of the person since, when it comes back, then it is refused', async () => {
      const the = await sentOn();
      const first = await opened({ form: the.form });
      await county.handle(OnApplicationAccepted, accepted(the));

      expect(await look(the.applicationId)).toMatchObject({
        state: 'refused',
        refusal: { code: 'live-application-elsewhere' },
      });
      expect(await look(first.applicationId)).toMatchObject({ state: 'open' });
    });

    it('given two letters that open one application in a batch, then they are looked at one by one', async () => {
      const the = county.aCase();
      await expect(county.handle(OnApplicationAccepted, accepted(the), accepted(the))).rejects.toMatchObject({
        cause: 'refused',
      });
      await county.handle(OnApplicationAccepted, accepted(the));
      expect(await look(the.applicationId)).toMatchObject({ state: 'open' });
    });

    it('given an envelope about another application, then the letter is put aside as malformed', async () => {
      const the = county.aCase();
      const letter = county.letter('application.accepted', uuidv7(), the);
      await expect(county.handle(OnApplicationAccepted, letter)).rejects.toMatchObject({ cause: 'malformed' });
    });
  });

  describe('papers', () => {
    const sent = (id: string, photo = aPhoto(), more = {}) =>
      county.letter<PayloadOf<typeof AttachmentSent>>(
        'attachment.sent',
        id,
        { applicationId: id, paper: photo.paper },
        { bytes: photo.bytes, ...more },
      );

    it('given a photo that came before its case, when read for a purpose, then its bytes come and the read is logged', async () => {
      const photo = aPhoto();
      const the = county.aCase({ papers: [photo.paper] });
      const id = the.applicationId;
      await county.handle(OnAttachmentSent, sent(id, photo), sent(id, photo));
      await county.handle(OnApplicationAccepted, accepted(the));

      const answer = await county.get(`/${id}/papers/${photo.paper.sha256}?purpose=handling`, 'auditor');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(answer.headers.get('content-disposition')).toBe('attachment');
      expect(Buffer.from(await answer.arrayBuffer()).equals(photo.bytes)).toBe(true);
      const reads: unknown[] = await county.source.query(
        'select officer_id, purpose, fields from read_log where subject_id = $1',
        [id],
      );
      expect(reads).toEqual([{ officer_id: '990314-auditor-1', purpose: 'handling', fields: ['paper:photo'] }]);
    });

    it('given no purpose, an unnamed paper, or one that has not come, then nothing is shown', async () => {
      const { applicationId: id, papers } = await opened();
      const there = papers[0]?.sha256 ?? '';
      const other = createHash('sha256').update('other').digest('hex');

      expect(await refusal(await county.get(`/${id}/papers/${there}`))).toEqual([400, 'BAD_INPUT']);
      expect(await refusal(await county.get(`/${id}/papers/${other}?purpose=handling`))).toEqual([404, 'NOT_FOUND']);
      expect(await refusal(await county.get(`/${id}/papers/${there}?purpose=handling`))).toEqual([404, 'NOT_FOUND']);
    });

    it('given bytes that are not those named, or another sender, then the letter is put aside', async () => {
      const the = await opened();
      const forged = sent(the.applicationId, { ...aPhoto(), bytes: Buffer.from('other') });
      await expect(county.handle(OnAttachmentSent, forged)).rejects.toMatchObject({ cause: 'malformed' });
      const foreign = sent(the.applicationId, aPhoto(), fromElsewhere);
      await expect(county.handle(OnAttachmentSent, foreign)).rejects.toMatchObject({ cause: 'not-yours' });
    });

    it('given a paper of another bureau that came first, then the right one is still read', async () => {
      const photo = aPhoto();
      const the = county.aCase({ papers: [photo.paper] });
      const id = the.applicationId;
      await county.handle(OnAttachmentSent, sent(id, photo, fromElsewhere));
      await county.handle(OnApplicationAccepted, accepted(the));
      const path = `/${id}/papers/${photo.paper.sha256}?purpose=handling`;
      expect((await county.get(path)).status).toBe(404);

      await county.handle(OnAttachmentSent, sent(id, photo));
      expect((await county.get(path)).status).toBe(200);
    });
  });

  describe('what the desk tells later', () => {
    it('given a returned case, when the desk has corrected it, then it is open again with the same clock', async () => {
      const the = await returned();
      const before = await look(the.applicationId);
      await county.handle(
        OnApplicationCorrected,
        correction(the, { ...the.form, phone: aPhone('13900009999') }, [aPhoto().paper]),
      );

      const after = await look(the.applicationId);
      expect(after).toMatchObject({ state: 'open', revision: before.revision + 1, dueOn: before.dueOn });
      expect(after.papers).not.toEqual(before.papers);
    });

    it('given a correction to the number of somebody with a live review, then it is the second one and refused', async () => {
      const first = await opened();
      const the = await returned();
      const form = { ...the.form, citizenNumber: first.form.citizenNumber };
      await county.handle(OnApplicationCorrected, correction(the, form));

      expect(await look(the.applicationId)).toMatchObject({ state: 'refused' });
      expect(await look(first.applicationId)).toMatchObject({ state: 'open' });
    });

    it('given a withdrawal at any moment before collection, then the review ends', async () => {
      for (const the of [await opened(), await returned(), await issued()]) {
        await county.handle(OnApplicationWithdrawn, withdrawal(the.applicationId));
        expect(await look(the.applicationId)).toMatchObject({ state: 'withdrawn', claimedBy: null, availableActs: [] });
      }
    });

    it('given letters that crossed a decision, then they are noted and change nothing', async () => {
      const the = await opened();
      const claimed = await seen(await county.act(await look(the.applicationId), 'claim'));
      const recommendation = { verdict: 'refuse', code: 'other', grounds: '不符' };
      const ready = await seen(await county.act(claimed, 'recommend', { body: recommendation }));
      const body = { code: 'other', explanation: '不符', contact: { name: '何平', phone: '0999-2020110' } };
      const refused = await seen(await county.act(ready, 'refuse', { role: 'issuer', body }));
      await county.handle(OnApplicationWithdrawn, withdrawal(the.applicationId));
      await county.handle(OnApplicationCorrected, correction(the));
      await county.handle(OnCardCollected, collection(the.applicationId));

      expect(await look(the.applicationId)).toMatchObject({ state: 'refused', revision: refused.revision });
      expect((await county.historyOf(the.applicationId)).slice(-3)).toMatchObject([
        { act: 'take-withdrawal', details: { crossed: 'application.withdrawn', state: 'refused' } },
        { act: 'take-correction', details: { crossed: 'application.corrected', state: 'refused' } },
        { act: 'take-collection', details: { crossed: 'card.collected', state: 'refused' } },
      ]);
    });

    it('given a reminder, then it stands in history and decides nothing', async () => {
      const the = await opened();
      const { dueOn } = await look(the.applicationId);
      const payload = {
        applicationId: the.applicationId,
        level: 80,
        dueOn,
        remindedAt: county.clock.now().toISOString(),
      };
      await county.handle(
        OnReviewReminded,
        county.letter('review.reminded', the.applicationId, payload as PayloadOf<typeof ReviewReminded>),
      );

      expect(await look(the.applicationId)).toMatchObject({ state: 'open' });
      expect((await county.historyOf(the.applicationId)).at(-1)).toMatchObject({
        act: 'take-reminder',
        actor: 'letter',
        details: { reminded: 80 },
      });
    });

    it('given several letters of one application in a batch, then each takes effect in order', async () => {
      const the = await returned();
      const letters = [correction(the)];
      await county.handle(OnApplicationCorrected, ...letters, correction(the));
      expect((await county.historyOf(the.applicationId)).slice(-2)).toMatchObject([
        { act: 'take-correction', from_state: 'returned', to_state: 'open' },
        { act: 'take-correction', from_state: 'open', to_state: 'open', details: { crossed: 'application.corrected' } },
      ]);
    });

    it('given a sender that is not the counterpart, or nothing to act on, then letters are put aside', async () => {
      const the = await opened();
      const notTheirs = { ...withdrawal(the.applicationId), ...fromElsewhere };
      await expect(county.handle(OnApplicationWithdrawn, notTheirs)).rejects.toMatchObject({ cause: 'not-yours' });
      await expect(county.handle(OnCardCollected, collection(uuidv7()))).rejects.toMatchObject({ cause: 'not-yours' });
      expect(await look(the.applicationId)).toMatchObject({ state: 'open', revision: 1 });
    });
  });

  describe('time limits', () => {
    it('given limits that run, when the clock moves, then each level is noticed once, in history and in the queue', async () => {
      const [the, refused] = [await opened(), await returned()];
      const { dueOn } = await look(the.applicationId);
      const sweep = county.app.get(SweepDeadlines);
      await county.clock.moveTo(Date.parse(dueOn) - Date.now());
      await sweep.run();

      const late = await look(the.applicationId);
      expect(late).toMatchObject({ state: 'open', revision: 1, warned: 100 });
      const lines = (await county.historyOf(the.applicationId)).filter(({ act }) => act === 'notice-deadline');
      expect(lines).toMatchObject([{ actor: 'system', details: { reached: [100] } }]);
      expect(await look(refused.applicationId)).toMatchObject({ warned: 0 });

      await county.clock.moveTo(Date.parse(dueOn) - Date.now() + 2 * DAY_MS);
      const page = (await (await county.get('?late=true&limit=100')).json()) as { items: { applicationId: string }[] };
      expect(page.items.map(({ applicationId }) => applicationId)).toContain(the.applicationId);
      await county.clock.moveTo(0);
    });
  });

  it('given everything that was stored and logged, then nothing of a person can be read in it', async () => {
    const form = aForm({ name: '欧阳𠮷', phone: '13812345678', registeredAddress: '隐秘省隐秘市隐秘路 77 号' });
    const the = await issued({ form });
    await seen(await county.get(`/${the.applicationId}?purpose=handling`));
    const dump = `${await dumpOf(county.database.ownerUrl)}\n${county.lines.join('\n')}`;

    expect(dump).toContain(the.applicationId);
    for (const planted of ['欧阳', '𠮷', '13812345678', '隐秘', form.citizenNumber])
      expect(dump).not.toContain(planted);
  });
});
