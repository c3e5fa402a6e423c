import type { Problem } from '@yidi/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What this server itself refuses; everything else is the services' own word. */
const problems = {
  BAD_INPUT: { status: 400, en: 'The request has fields that are wrong', zh: '请求内容有误' },
  NOT_SIGNED_IN: { status: 401, en: 'You are not signed in, or your session has ended', zh: '未登录或登录已失效' },
  NOT_FROM_HERE: { status: 403, en: 'The request does not come from this console', zh: '请求不是由本系统发出' },
  NOT_FOUND: { status: 404, en: 'There is nothing at this address', zh: '未找到' },
  LENGTH_MISSING: { status: 411, en: 'The request does not say how long it is', zh: '请求未说明长度' },
  TOO_LARGE: { status: 413, en: 'The body is too large', zh: '请求体过大' },
  WRONG_CONTENT_TYPE: { status: 415, en: 'The body has a content type that is not taken here', zh: '不支持的内容类型' },
  FAULT: { status: 500, en: 'Something went wrong here', zh: '系统内部错误' },
  TRY_AGAIN: { status: 503, en: 'The service cannot do this right now, try again', zh: '服务暂不可用，请稍后重试' },
} as const;

/** A refusal of the console's server. */
export class ConsoleProblem extends Error {
  override readonly name = 'ConsoleProblem';
  readonly statusCode: number;
  constructor(readonly code: keyof typeof problems) {
    super(code);
    this.statusCode = problems[code].status;
  }
}

const byStatus: Readonly<Record<number, keyof typeof problems>> = {
  400: 'BAD_INPUT',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'WRONG_CONTENT_TYPE',
};

/** Any error as a refusal that may be shown: never its message, which could quote what was sent. */
export function problemOf(error: unknown): ConsoleProblem {
  if (error instanceof ConsoleProblem) return error;
  const { statusCode = 500 } = error as { statusCode?: number };
  return new ConsoleProblem(byStatus[statusCode] ?? 'FAULT');
}

/** Answers as problem+json (RFC 9457). */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, { code }: ConsoleProblem): FastifyReply {
  const { status, en, zh } = problems[code];
  const body: Problem = {
    type: 'about:blank',
    title: en,
    titleZh: zh,
    status,
    code,
    detail: en,
    detailZh: zh,
    requestId: request.id,
  };
  return reply.status(status).type('application/problem+json').send(body);
}
