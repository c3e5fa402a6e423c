import { fastify } from 'fastify';
import { type ReceiptAnswer, StatusAnswer } from '@yidi/contracts';
import { plainReceiptCode, ReceiptCode } from '@yidi/domain';
import { publicPages } from '../src/server/public/index.js';

export const receiptCode = ReceiptCode.parse('7KQ2M0XBR4WZT9A1CDEF3GHJ');
export const lastFour = '002X';

const jia = 'Jia County Public Security Bureau';
const answer = StatusAnswer.parse({
  stage: 'being-made',
  words: { zh: '制证中', en: 'Card is being made' },
  place: { name: '政务服务中心受理点', bureauEn: jia, address: '样本省甲县人民路1号', phone: '0990-1010001' },
  acceptedOn: '2026-11-20',
  dueOn: '2027-01-04',
  answerBy: null,
  road: [
    { step: 'accepted', office: '政务服务中心受理点', bureauEn: jia, doneOn: '2026-11-20' },
    { step: 'issued', office: '乙县公安局', bureauEn: 'Yi County Public Security Bureau', doneOn: '2026-11-23' },
    { step: 'made', office: '甲县公安局', bureauEn: jia, doneOn: null },
    { step: 'arrived', office: '政务服务中心受理点', bureauEn: jia, doneOn: null },
    { step: 'collected', office: '政务服务中心受理点', bureauEn: jia, doneOn: null },
  ],
});

const genuine = {
  verdict: 'genuine',
  receipt: {
    bureau: '990101',
    bureauName: '甲县公安局',
    phone: '0990-1010001',
    number: '9901010012026112200001',
    reason: 'expiry',
    acceptedOn: '2026-11-20',
    dueOn: '2027-01-04',
    feeFen: 2000,
    printedOn: '2026-11-20',
    holder: null,
  },
} as unknown as ReceiptAnswer;

/** The public pages on a port of their own, before an intake that knows one receipt and says what it was asked. */
export async function thePublicPages() {
  const state = { away: false, answer, asked: [] as { path: string; body: unknown; from: unknown }[] };
  const intake = fastify();
  intake.addHook('preHandler', async ({ url, body, headers }) => {
    state.asked.push({ path: url, body, from: headers['x-forwarded-for'] });
    if (state.away) throw new Error('away');
  });
  intake.post('/api/v1/public/status', async (request, reply) => {
    const body = request.body as { receiptCode: string; lastFour: string };
    const known = plainReceiptCode(body.receiptCode) === receiptCode && body.lastFour === lastFour;
    return known ? state.answer : reply.status(404).send(problem('NOT_FOUND', 404));
  });
  intake.post('/api/v1/public/receipt-check', async (request, reply): Promise<unknown> => {
    const { proof, holder } = request.body as { proof: string; holder?: { citizenNumber: string } };
    if (holder?.citizenNumber === '1') return reply.status(400).send(problem('BAD_INPUT', 400));
    if (proof.startsWith('YR1.genuine')) return genuine;
    return { verdict: proof.startsWith('YR1.') ? 'not-genuine' : 'unreadable', receipt: null };
  });
  const pages = fastify();
  let now = new Date('2026-11-23T02:00:00.000Z');
  const intakeUrl = await intake.listen({ port: 0, host: '127.0.0.1' });
  await publicPages(pages, { bureau: '990101', policyFamily: 'SEED', intakeUrl, now: () => now, secure: false });
  const url = await pages.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    state,
    answer,
    setNow: (to: string) => {
      now = new Date(to);
    },
    stop: async () => {
      await pages.close();
      await intake.close();
    },
  };
}

const problem = (code: string, status: number) => ({
  type: 'about:blank',
  title: code,
  titleZh: code,
  status,
  code,
  detail: code,
  detailZh: code,
});
