import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOG, type Log } from '../log.js';
import { PROBLEM_TYPE, problemBody } from './problem.js';
import { isUnstorable, toProblem } from './to-problem.js';

/** Answers everything that is thrown as problem+json; a fault is logged under the request's id, without its message. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = toProblem(error);
    if (answer.status >= 500 || isUnstorable(error))
      this.log.error({ requestId: request.id, code: answer.code, err: error }, 'a request failed');
    if (reply.sent) return;
    void reply
      .status(answer.status)
      .headers(answer.headers ?? {})
      .type(PROBLEM_TYPE)
      .send(problemBody(answer, request.id));
  }
}
