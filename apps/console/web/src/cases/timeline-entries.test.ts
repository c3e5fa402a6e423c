import { byDay, type CaseRecords, timelineOf } from './timeline-entries.js';
import { aBureau } from '@yidi/domain/testing';

const accepted = '01900000-0000-7000-8000-000000000001';
const issued = '01900000-0000-7000-8000-000000000002';
const subject = '01900000-0000-7000-8000-0000000000aa';
const county = '/bureau/990202/review';

const act = (name: string, at: string, by: string) => ({
  at,
  by: { id: by, name: '王芳', bureau: aBureau('990101') },
  act: name,
  from: null,
  to: 'accepted',
  revision: 1,
  note: {},
});
const sent = (id: string, type: string, writtenAt: string) => ({
  id,
  type,
  to: county,
  subject,
  epoch: 1,
  number: 1,
  writtenAt,
  sentAt: writtenAt,
  sends: 1,
  receivedAt: null,
  outcome: null,
  cause: null,
});
const received = (id: string, type: string, receivedAt: string) => ({
  id,
  type,
  from: county,
  subject,
  epoch: 1,
  number: 1,
  receivedAt,
  outcome: 'processed',
  cause: null,
  parkedId: null,
});
const nothing: CaseRecords = { bureau: '990101', acts: [], letters: [], prints: [] };

describe('the timeline of a case', () => {
  it('given acts, letters and prints, then one list with the newest first', () => {
    const entries = timelineOf({
      ...nothing,
      acts: [act('accept', '2026-11-20T01:00:00.000Z', '990101-accepting-officer-1')],
      letters: [
        { service: 'intake', sent: [sent(accepted, 'application.accepted', '2026-11-20T01:00:01.000Z')], received: [] },
      ],
      prints: [
        {
          kind: 'receipt',
          copy: 1,
          by: { id: '990101-clerk-1', name: '王芳' },
          at: '2026-11-20T01:02:00.000Z',
          printer: null,
          missingCharacters: 0,
        },
      ],
    });

    expect(entries.map(({ kind }) => kind)).toEqual(['print', 'letter', 'act']);
  });

  it('given a letter that came and what it brought about, then they are one entry', () => {
    const [entry, ...others] = timelineOf({
      ...nothing,
      acts: [act('take-issue', '2026-11-21T02:00:01.000Z', issued), act('order', '2026-11-21T02:00:01.000Z', issued)],
      letters: [
        { service: 'intake', sent: [], received: [received(issued, 'application.issued', '2026-11-21T02:00:00.000Z')] },
      ],
    });

    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'letter', from: county, to: '/bureau/990101/intake' });
    expect(entry?.kind === 'letter' && entry.acts.map((one) => one.act)).toEqual(['take-issue', 'order']);
  });

  it('given a letter between two services of the bureau, then it stands once with both its sides', () => {
    const id = accepted;
    const entries = timelineOf({
      ...nothing,
      letters: [
        { service: 'intake', sent: [sent(id, 'card.ordered', '2026-11-21T02:00:00.000Z')], received: [] },
        { service: 'production', sent: [], received: [received(id, 'card.ordered', '2026-11-21T02:00:02.000Z')] },
      ],
    });

    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ at: '2026-11-21T02:00:00.000Z', sent: { id }, received: { id } });
  });

  it('given a letter that nobody remembers any more, then its act stands by itself', () => {
    const entries = timelineOf({ ...nothing, acts: [act('take-issue', '2026-11-21T02:00:01.000Z', issued)] });

    expect(entries.map(({ kind }) => kind)).toEqual(['act']);
  });

  it('groups by the day it was in China', () => {
    const days = byDay([{ at: '2026-11-21T16:30:00.000Z' }, { at: '2026-11-21T15:30:00.000Z' }]);

    expect(days.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-21']);
  });
});
