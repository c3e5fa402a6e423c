import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressOf, type PublicPath, type TextSize, textSizes, type Variant } from './variant.js';

const cookieName = 'yidi-text';
const aYear = 365 * 24 * 3600;
const usual: TextSize = 24;

const sizeIn = (text: string | undefined): TextSize | undefined => textSizes.find((size) => String(size) === text);

/** The text size that the browser remembers for the elder version: the one thing it is asked to keep. */
export function rememberedText({ headers }: FastifyRequest): TextSize {
  return chosen(headers.cookie) ?? usual;
}

const chosen = (cookies: string | undefined): TextSize | undefined =>
  sizeIn(new RegExp(`(?:^|; )${cookieName}=(\\d+)`).exec(cookies ?? '')?.[1]);

/**
 * The text size of a page that was asked for. Who once took the elder version gets it again at the first page, until they
 * ask for the standard one; then this sends them there, and answers nothing.
 */
export function largeText(
  request: FastifyRequest,
  reply: FastifyReply,
  { variant, path, secure }: { variant: Variant; path: PublicPath; secure: boolean },
): TextSize | undefined {
  const query = request.query as Readonly<Record<string, string | undefined>>;
  const remember = (size: TextSize | null) => {
    const age = size === null ? 0 : aYear;
    void reply.header(
      'set-cookie',
      `${cookieName}=${size ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    );
  };
  if (variant.elder) {
    const size = sizeIn(query['text']) ?? rememberedText(request);
    if (chosen(request.headers.cookie) !== size) remember(size);
    return size;
  }
  if (query['standard'] !== undefined) remember(null);
  else if (path === '/' && chosen(request.headers.cookie)) {
    void reply.redirect(addressOf({ ...variant, elder: true }, path));
    return undefined;
  }
  return usual;
}
