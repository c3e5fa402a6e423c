import { type DomainErrorCode, domainErrorCodes } from '@yidi/domain';

/** What a service answers besides the refusals of the domain: status and words. */
export const serviceCodes = {
  BAD_INPUT: { status: 400, en: 'The request has fields that are wrong', zh: '请求内容有误' },
  BROKEN_JSON: { status: 400, en: 'The body is not valid JSON', zh: '请求体不是有效的 JSON' },
  BAD_REQUEST: { status: 400, en: 'The request cannot be read', zh: '请求无法解读' },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    en: 'An act needs an Idempotency-Key header',
    zh: '缺少 Idempotency-Key 请求头',
  },
  IDEMPOTENCY_KEY_MALFORMED: {
    status: 400,
    en: 'Idempotency-Key must be 8 to 128 visible ASCII characters',
    zh: 'Idempotency-Key 须为 8 至 128 个可见 ASCII 字符',
  },
  REVISION_MALFORMED: {
    status: 400,
    en: 'If-Match must be a revision in quotes, such as "3"',
    zh: 'If-Match 须为带引号的版本号,例如 "3"',
  },
  NOT_SIGNED_IN: { status: 401, en: 'A valid access token is needed', zh: '未登录或登录已失效' },
  NOT_ALLOWED: { status: 403, en: 'This officer may not do this', zh: '无权进行此操作' },
  WRONG_BUREAU: { status: 403, en: 'The officer belongs to another bureau', zh: '不属于本局人员' },
  NOT_FOUND: { status: 404, en: 'There is nothing at this address', zh: '未找到' },
  METHOD_NOT_ALLOWED: { status: 405, en: 'This address does not take this method', zh: '不支持该请求方法' },
  TOO_SLOW: { status: 408, en: 'The request took too long to arrive', zh: '请求超时' },
  KEY_USED_FOR_ANOTHER_REQUEST: {
    status: 409,
    en: 'This Idempotency-Key was used for another request',
    zh: '该 Idempotency-Key 已用于另一请求',
  },
  STALE_REVISION: { status: 412, en: 'Somebody changed this in the meantime', zh: '内容已被他人修改' },
  TOO_LARGE: { status: 413, en: 'The body is too large', zh: '请求体过大' },
  WRONG_CONTENT_TYPE: { status: 415, en: 'The body has a content type that is not taken here', zh: '不支持的内容类型' },
  REVISION_MISSING: {
    status: 428,
    en: 'This act needs the revision in an If-Match header',
    zh: '缺少 If-Match 版本号',
  },
  TOO_MANY_REQUESTS: { status: 429, en: 'Too many requests, try again later', zh: '请求过于频繁,请稍后再试' },
  HEADERS_TOO_LARGE: { status: 431, en: 'The headers are too large', zh: '请求头过大' },
  FAULT: { status: 500, en: 'Something went wrong here', zh: '系统内部错误' },
  TRY_AGAIN: { status: 503, en: 'The service cannot do this right now, try again', zh: '服务暂不可用,请稍后重试' },
  OUTSIDE_AWAY: {
    status: 503,
    en: 'A system that this service asks is away, try again',
    zh: '外部系统暂不可用,请稍后重试',
  },
} as const;

/** A code of the services themselves. */
export type ServiceCode = keyof typeof serviceCodes;

/** Every code that a problem may carry. */
export type ProblemCode = ServiceCode | DomainErrorCode;

/** The whole closed list, for documentation. */
export const problemCodes: readonly ProblemCode[] = [
  ...(Object.keys(serviceCodes) as ServiceCode[]),
  ...domainErrorCodes,
];
