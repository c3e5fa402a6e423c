import { connect } from 'node:net';

/** A problem as its caller reads it. */
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly detailZh: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly code: string }[];
}

/** The answer is this problem, complete. */
export async function expectProblem(answer: Response, status: number, code: string): Promise<ProblemBody> {
  const body = (await answer.json()) as ProblemBody;
  expect([answer.status, body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(body.detail.length * body.detailZh.length).toBeGreaterThan(0);
  expect(body.requestId).toBe(answer.headers.get('x-request-id'));
  return body;
}

/** Sends bytes as they are and reads until the connection is closed. */
export function raw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let text = '';
    connect(Number(port), hostname)
      .on('data', (piece: Buffer) => (text += piece.toString('utf8')))
      .on('close', () => resolve(text))
      .on('error', reject)
      .end(bytes);
  });
}
