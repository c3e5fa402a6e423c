import { letterWords } from '../words/letters.js';
import { carries } from './carries.js';
import { type Service, services } from './define-letter.js';
import { letterCatalogue } from './index.js';
import { type JsonSchema, letterSchema, versionName } from './json-schema.js';

/** A sample of every letter in its current version, by its versionName. */
export type Samples = Readonly<Record<string, unknown>>;

/** Schemas of what messaging writes for itself, by name: `letters.received.1`, `directory.entry`; files of packages/messaging/schemas. */
export type OwnSchemas = Readonly<Record<string, JsonSchema>>;

const text = (pattern: string, description: string) => ({ type: 'string', pattern, description });

/** The headers of every letter; docs/letters.md has the whole format. */
const headers = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_subject',
    'ce_dataschema',
    'content-type',
    'y_to',
    'y_stream',
    'y_seq',
    'y_suite',
    'y_kid_sign',
    'y_kid_seal',
  ],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', format: 'uuid' },
    ce_source: text('^/bureau/\\d{6}/[a-z][a-z-]*$', 'the sender'),
    ce_type: text('^[a-z][a-z.-]{0,63}$', 'type of the letter'),
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', format: 'uuid', description: 'id of the application; also the record’s key' },
    ce_dataschema: text('^urn:yidi:letter:[a-z.-]+:\\d{1,4}$', 'type and version of the payload'),
    'content-type': { type: 'string', const: 'application/vnd.yidi.letter' },
    traceparent: { type: 'string', description: 'W3C trace context' },
    y_to: text('^/bureau/\\d{6}/[a-z][a-z-]*$', 'the reader'),
    y_stream: { type: 'string', description: 'sender, reader and epoch' },
    y_seq: text('^\\d+$', 'number in the stream, from 1 without a gap'),
    y_after: {
      type: 'string',
      format: 'uuid',
      description: 'the sender’s letter before it to this reader about the same subject; missing in the first',
    },
    y_suite: { type: 'string', const: '1' },
    y_kid_sign: { type: 'string', description: 'the sender’s signing key in the directory' },
    y_kid_seal: { type: 'string', description: 'the reader’s sealing key in the directory' },
  },
} as const;

/** Messaging's own letters are about a stream and have no number of their own. */
const ownHeaders = {
  ...headers,
  properties: {
    ...headers.properties,
    ce_subject: { type: 'string', description: 'the stream that it is about; also the record’s key' },
    y_seq: { type: 'string', const: '0' },
  },
};

const ref = (path: string) => ({ $ref: `#/${path}` });
const byType = <T>(make: (letter: (typeof letterCatalogue)[number]) => T): Record<string, T> =>
  Object.fromEntries(letterCatalogue.map((letter) => [letter.type, make(letter)]));

/** `letters.received.1` is a letter of type `letters.received`; the directory's records have no version. */
const messageName = (schema: string): string => schema.replace(/\.\d+$/, '');
const messageRefs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, ref(`components/messages/${name}`)]));

function operation(service: Service, action: 'send' | 'receive', own: readonly string[]) {
  const side = action === 'send' ? 'from' : 'to';
  const letters = letterCatalogue.filter((letter) => (letter[side] as readonly Service[]).includes(service));
  return {
    action,
    summary: `What ${service} ${action === 'send' ? 'sends' : 'reads'}`,
    channel: ref('channels/inbox'),
    messages: [...letters.map(({ type }) => type), ...own].map((type) => ref(`channels/inbox/messages/${type}`)),
  };
}

const aboutDirectory = (names: readonly string[]) => ({
  channel: ref('channels/directory'),
  messages: names.map((name) => ref(`channels/directory/messages/${name}`)),
});

/** A letter or record that messaging writes for itself. */
function ownMessage(name: string, schema: JsonSchema) {
  const ofDirectory = name.startsWith('directory.');
  return {
    name: messageName(name),
    title: messageName(name),
    summary: schema['description'],
    contentType: 'application/json',
    ...(ofDirectory ? {} : { headers: ref('components/schemas/own-headers') }),
    payload: ref(`components/schemas/${name}`),
    bindings: {
      kafka: {
        key: { type: 'string', description: ofDirectory ? 'the bureau, or `manifest`' : 'the stream' },
        bindingVersion: '0.5.0',
      },
    },
    examples: [{ name, payload: (schema['examples'] as readonly unknown[])[0] }],
  };
}

const ownMessages = (own: OwnSchemas) =>
  Object.fromEntries(
    Object.entries(own)
      .filter(([name]) => name !== 'directory.manifest-payload')
      .map(([name, schema]) => [messageName(name), ownMessage(name, schema)]),
  );

/** The letters between services, messaging's own among them, and the directory's records as an AsyncAPI 3 document. */
export function asyncApiDocument(samples: Samples, own: OwnSchemas): object {
  const ownNames = Object.keys(own).sort();
  const ownLetters = ownNames.filter((name) => !name.startsWith('directory.')).map(messageName);
  const directory = ['directory.entry', 'directory.manifest'];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Yidi: letters between bureaus',
      version: '1.0.0',
      description:
        'Every letter goes from one service of a bureau to one service of a bureau, signed by the sender and sealed for the reader. Payloads are shown as they are before sealing; docs/letters.md has signature, seal, receipts and order.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      inbox: {
        address: 'yidi.inbox.{bureau}',
        title: 'A bureau’s inbox',
        description: 'Read by each service of the bureau in a consumer group of its own: <bureau>.<service>.',
        parameters: { bureau: { description: 'six digits: whose inbox it is', examples: ['990202'] } },
        messages: messageRefs([...letterCatalogue.map(({ type }) => type), ...ownLetters]),
        bindings: { kafka: { bindingVersion: '0.5.0' } },
      },
      directory: {
        address: 'yidi.directory',
        title: 'The directory',
        description: 'Compacted, one partition: an entry for each bureau and the manifest, which is written last.',
        messages: messageRefs(directory),
        bindings: {
          kafka: { partitions: 1, topicConfiguration: { 'cleanup.policy': ['compact'] }, bindingVersion: '0.5.0' },
        },
      },
    },
    operations: {
      ...Object.fromEntries(
        services.flatMap((service) => [
          [`${service}.sends`, operation(service, 'send', ownLetters)],
          [`${service}.reads`, operation(service, 'receive', ownLetters)],
        ]),
      ),
      'authority.publishes': {
        ...aboutDirectory(directory),
        action: 'send',
        summary: 'What the national authority publishes',
      },
      'directory.read': { ...aboutDirectory(directory), action: 'receive', summary: 'What every service reads' },
    },
    components: {
      messages: {
        ...ownMessages(own),
        ...byType((letter) => ({
          name: letter.type,
          title: `${letterWords[letter.type].zh} ${letterWords[letter.type].en}`,
          summary: `Version ${letter.version}, ${letter.from.join(', ')} → ${letter.to.join(', ')}. ${carries[letter.type]}`,
          contentType: 'application/json',
          headers: ref('components/schemas/headers'),
          payload: ref(`components/schemas/${versionName(letter)}`),
          bindings: { kafka: { key: { type: 'string', format: 'uuid' }, bindingVersion: '0.5.0' } },
          examples: [{ name: versionName(letter), payload: samples[versionName(letter)] }],
        })),
      },
      schemas: {
        headers,
        'own-headers': ownHeaders,
        ...own,
        ...Object.fromEntries(letterCatalogue.map((letter) => [versionName(letter), letterSchema(letter)])),
      },
    },
  };
}
