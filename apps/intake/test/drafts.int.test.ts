import { randomUUID } from 'node:crypto';
import { dumpOf } from '@yidi/service/testing';
import { aDesk, type Ask, type Desk, problemOf } from './desk.js';

describe('a draft of the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990361', '990362');
  });
  afterAll(() => desk?.stop());

  const save = (id: string, typed: object, ask: Ask) => {
    const bytes = Buffer.from(JSON.stringify({ content: typed }));
    return desk.put(`/desk-drafts/${id}`, bytes, 'application/json', ask);
  };
  const content = (name: string) => ({ step: 'person', fields: { name, citizenNumber: '99020219', phone: '😀 12' } });

  it('given half a form with all kinds of wrong text, when a colleague takes it up, then it is as it was typed', async () => {
    const id = randomUUID();
    const saved = await save(id, content('陈小明'), { revision: 0 });
    expect(saved.status).toBe(200);

    const listed = (await (await desk.get('/desk-drafts', 'officer')).json()) as { items: object[] };
    expect(listed.items).toEqual([expect.objectContaining({ id, revision: 1, person: '陈**' })]);
    const opened = await desk.get(`/desk-drafts/${id}?purpose=handling`, 'officer');
    expect(await opened.json()).toMatchObject({ content: content('陈小明') });
    expect(await dumpOf(desk.database.ownerUrl)).not.toContain('陈小明');
    const drafts = async (point: string) =>
      (await (await desk.get(`/applications/waiting?point=${point}`)).json()) as object;
    expect(await drafts(`${desk.home}001`)).toMatchObject({ drafts: 1 });
    expect(await drafts(`${desk.home}009`)).toMatchObject({ drafts: 0 });
  });

  it('given two clerks in one draft, when the second saves an older one, then it is told who was faster', async () => {
    const id = randomUUID();
    await save(id, content('甲'), { revision: 0 });
    await save(id, content('乙'), { revision: 1, by: 'officer' });
    const late = await save(id, content('丙'), { revision: 1 });
    expect([late.status, ((await late.json()) as { details: object }).details]).toEqual([
      412,
      expect.objectContaining({ current: 2, lastAct: 'save-draft' }),
    ]);
    expect((await save(id, content('丁'), { revision: 0 })).status).toBe(412);
  });

  it('given a draft that is dropped, when it is asked for, then it is gone', async () => {
    const id = randomUUID();
    await save(id, content('甲'), { revision: 0 });
    expect((await desk.post(`/desk-drafts/${id}/drop`, {}, { revision: 1 })).status).toBe(200);
    expect(await problemOf(await desk.get(`/desk-drafts/${id}?purpose=handling`))).toMatchObject({ status: 404 });
  });
});
