import { type Address, addressPath, parseAddress } from '../letter.js';

/** The headers of a letter in the order in which they are signed; docs/letters.md says what each holds. */
export const headerNames = [
  'ce_specversion',
  'ce_id',
  'ce_source',
  'ce_type',
  'ce_time',
  'ce_subject',
  'ce_dataschema',
  'content-type',
  'traceparent',
  'y_to',
  'y_stream',
  'y_seq',
  'y_after',
  'y_suite',
  'y_kid_sign',
  'y_kid_seal',
] as const;

/** A header of a letter. */
export type HeaderName = (typeof headerNames)[number];
/** The headers as they stand on the record; only `traceparent` and `y_after` may be missing. */
export type Headers = Partial<Record<HeaderName, string>>;

/** What the headers of a letter say. */
export interface Cover {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly time: Date;
  readonly stream: string;
  /** 0 for messaging's own letters, which are not numbered. */
  readonly seq: number;
  /** Id of the sender's letter before this one, about the same subject to the same reader; none before the first, or if it is kept no more. */
  readonly after?: string | undefined;
  readonly kidSign: string;
  readonly kidSeal: string;
  readonly traceparent?: string | undefined;
}

const CONTENT_TYPE = 'application/vnd.yidi.letter';
const SUITE = '1';

/** The name of the numbered sequence of letters from one service to another; a restored sender raises the epoch. */
export function streamOf(from: Address, to: Address, epoch: number): string {
  return `${streamPrefix(from, to)}${epoch}`;
}

function streamPrefix(from: Address, to: Address): string {
  return `${from.bureau}/${from.service}>${to.bureau}/${to.service}#`;
}

/** Writes the headers of a letter. */
export function writeHeaders(cover: Cover): Headers {
  return {
    ce_specversion: '1.0',
    ce_id: cover.id,
    ce_source: addressPath(cover.from),
    ce_type: cover.type,
    ce_time: cover.time.toISOString(),
    ce_subject: cover.subject,
    ce_dataschema: `urn:yidi:letter:${cover.type}:${cover.version}`,
    'content-type': CONTENT_TYPE,
    ...(cover.traceparent === undefined ? {} : { traceparent: cover.traceparent }),
    y_to: addressPath(cover.to),
    y_stream: cover.stream,
    y_seq: String(cover.seq),
    ...(cover.after === undefined ? {} : { y_after: cover.after }),
    y_suite: SUITE,
    y_kid_sign: cover.kidSign,
    y_kid_seal: cover.kidSeal,
  };
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const typeName = /^[a-z][a-z.-]{0,63}$/;
const schema = /^urn:yidi:letter:([a-z.-]+):(\d{1,4})$/;
const kid = /^[A-Za-z0-9_.-]{1,64}$/;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const printable = /^[\x21-\x7e]{1,200}$/;
const epoch = /^\d{1,9}$/;
const trace = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Reads the headers of a letter; undefined if any of them is not as the format page says. Every one that passes is short and printable. */
export function readHeaders(headers: Headers): Cover | undefined {
  const from = parseAddress(headers.ce_source ?? '');
  const to = parseAddress(headers.y_to ?? '');
  const [, schemaType, version] = schema.exec(headers.ce_dataschema ?? '') ?? [];
  const time = new Date(headers.ce_time ?? '');
  const seq = /^\d{1,15}$/.test(headers.y_seq ?? '') ? Number(headers.y_seq) : undefined;
  const {
    ce_id: id = '',
    ce_type: type = '',
    ce_subject: subject = '',
    y_stream: stream = '',
    traceparent,
    y_after: after,
  } = headers;
  const whole =
    from &&
    to &&
    seq !== undefined &&
    headers.ce_specversion === '1.0' &&
    headers['content-type'] === CONTENT_TYPE &&
    headers.y_suite === SUITE &&
    uuid.test(id) &&
    typeName.test(type) &&
    schemaType === type &&
    isoTime.test(headers.ce_time ?? '') &&
    !Number.isNaN(time.getTime()) &&
    time.toISOString() === headers.ce_time &&
    printable.test(subject) &&
    stream.startsWith(streamPrefix(from, to)) &&
    epoch.test(stream.slice(streamPrefix(from, to).length)) &&
    (after === undefined || uuid.test(after)) &&
    kid.test(headers.y_kid_sign ?? '') &&
    kid.test(headers.y_kid_seal ?? '') &&
    (traceparent === undefined || trace.test(traceparent));
  if (!whole) return undefined;
  return {
    id,
    type,
    version: Number(version),
    from,
    to,
    subject,
    time,
    stream,
    seq,
    kidSign: headers.y_kid_sign ?? '',
    kidSeal: headers.y_kid_seal ?? '',
    ...(after === undefined ? {} : { after }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** The epoch of a stream as a letter's headers name it. */
export function epochIn(stream: string): number {
  return Number(stream.slice(stream.lastIndexOf('#') + 1));
}

const ABSENT = Buffer.from([0xff, 0xff]);

/** Every header in order: two bytes of length (big-endian, 0xffff for a missing one) and its UTF-8. */
export function headerBytes(headers: Headers): Buffer {
  return lengthPrefixed(headerNames.map((name) => headers[name]));
}

/** Texts one after the other, each behind two bytes of length. */
export function lengthPrefixed(texts: readonly (string | undefined)[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      if (text === undefined) return [ABSENT];
      const bytes = Buffer.from(text);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(bytes.length);
      return [size, bytes];
    }),
  );
}
