import { NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { DomainError, domainErrorCodes } from '@yidi/domain';
import { createLog } from '../log.js';
import { InputPipe } from './input.pipe.js';
import { Problem, problemBody } from './problem.js';
import { toProblem } from './to-problem.js';

describe('what is answered to what goes wrong', () => {
  it.each<[string, unknown, number, string]>([
    ['a refusal by a rule', new DomainError('SAME_OFFICER', 'the issuer reviewed it'), 403, 'SAME_OFFICER'],
    ['a lost connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'TRY_AGAIN'],
    [
      'a database shutting down',
      Object.assign(new Error('x'), { driverError: Object.assign(new Error(), { code: '57P01' }) }),
      503,
      'TRY_AGAIN',
    ],
    ['a full database', Object.assign(new Error('x'), { code: '53300' }), 503, 'TRY_AGAIN'],
    ['a broken constraint', Object.assign(new Error('x'), { code: '23505' }), 500, 'FAULT'],
    ['a NUL that reached a text column', Object.assign(new Error('x'), { code: '22021' }), 400, 'BAD_INPUT'],
    ['half a character that reached a JSON column', Object.assign(new Error('x'), { code: '22P05' }), 400, 'BAD_INPUT'],
    ['a day beyond the calendar', Object.assign(new Error('x'), { code: '22008' }), 400, 'BAD_INPUT'],
    ['a division by zero', Object.assign(new Error('x'), { code: '22012' }), 500, 'FAULT'],
    ['an unknown path', new NotFoundException('Cannot GET /people/陈小明'), 404, 'NOT_FOUND'],
    ['something that is no error', 'thrown text', 500, 'FAULT'],
    ['nothing', undefined, 500, 'FAULT'],
  ])('given %s', (_, error, status, code) => {
    const answer = toProblem(error);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(problemBody(answer, 'id')).not.toContain('陈');
  });

  it.each(domainErrorCodes)('%s has a status and words in both languages', (code) => {
    const answer = toProblem(new DomainError(code, 'why'));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.titleZh).toMatch(/[一-龥]/);
  });
});

describe('a wrong field', () => {
  const schema = z.strictObject({
    name: z.string().min(2).max(4),
    copies: z.int().min(1).max(9),
    kind: z.enum(['a', 'b']),
    on: z.iso.date(),
    phone: z.string().regex(/^1\d{10}$/, 'PHONE_FORM'),
    many: z.array(z.string()).max(1),
  });
  const good = { name: '王建国', copies: 1, kind: 'a', on: '2026-01-05', phone: '13900000000', many: [] };
  const faultsOf = (value: unknown) => {
    try {
      new InputPipe().transform(value, { type: 'body', schema } as never);
    } catch (error) {
      if (error instanceof Problem) return error.answer.errors?.map(({ path, code }) => [path, code]);
    }
    return [];
  };

  it.each<[Record<string, unknown>, string, string]>([
    [{ name: undefined }, 'name', 'MISSING'],
    [{ name: 7 }, 'name', 'WRONG_TYPE'],
    [{ name: '王' }, 'name', 'TOO_SHORT'],
    [{ name: '王建国王建国' }, 'name', 'TOO_LONG'],
    [{ copies: 0 }, 'copies', 'TOO_SMALL'],
    [{ copies: 10 }, 'copies', 'TOO_BIG'],
    [{ kind: 'c' }, 'kind', 'NOT_ALLOWED_VALUE'],
    [{ on: '2026-02-30' }, 'on', 'WRONG_FORMAT'],
    [{ phone: '1' }, 'phone', 'PHONE_FORM'],
    [{ many: ['x', 'y'] }, 'many', 'TOO_LONG'],
    [{ 陈小明: 1 }, '…', 'UNKNOWN_FIELD'],
  ])('given %j, then %s is %s', (change, path, code) => {
    expect(faultsOf({ ...good, ...change })).toEqual([[path, code]]);
  });

  it('given all is well, then nothing is said', () => {
    expect(faultsOf(good)).toEqual([]);
  });
});

describe('the log', () => {
  it('given somebody logs an error or a body by mistake, then no text of it is written', () => {
    let text = '';
    const log = createLog('desk', { level: 'info', bureau: '990101' }, { write: (line) => void (text += line) });
    const error = new Error('key (number)=(110101199003070000) exists', { cause: new Error('陈小明') });
    log.error({ err: error, body: { name: '陈小明' }, request: { headers: { authorization: 'Bearer x' } } }, 'a fault');

    expect(text).toContain('"type":"Error"');
    expect(text).not.toMatch(/陈小明|1101011990|Bearer/);
  });
});
