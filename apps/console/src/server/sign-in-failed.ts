import type { FastifyReply } from 'fastify';

const words = {
  failed: ['登录没有成功，请再试一次。', 'You were not signed in. Please try again.'],
  'other-bureau': [
    '您不是本公安局的人员，请到本单位的系统登录。',
    'You belong to another bureau: use its own console.',
  ],
} as const;

/** A plain page, without script, that says why nobody is signed in now. */
export function signInFailed(reply: FastifyReply, why: keyof typeof words): FastifyReply {
  const [zh, en] = words[why];
  return reply.status(403).type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>未登录 · Not signed in</title>
<main><h1>${zh}</h1><p lang="en">${en}</p><p><a href="/auth/sign-in">重新登录 · Sign in again</a></p></main></html>`);
}
