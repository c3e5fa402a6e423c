import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { openAll } from '../inbox/incoming.js';
import { credulous, someBureaus } from '../testing/bureaus.js';
import { Envelope, NoSealingKey, NotAuthentic, type SealedLetter } from './envelope.js';
import { frame, unframe } from './frame.js';
import { headerNames, type Headers, streamOf } from './headers.js';

const now = new Date('2026-03-02T01:00:00.000Z');
const bureaus = someBureaus({ '990301': ['desk'], '990302': ['county', 'desk'], '990303': ['county'] }, { now });
const envelopeOf = (bureau: string, service: string) =>
  new Envelope({ bureau, service }, bureaus.keysOf(bureau, service), bureaus.directory);
const desk = envelopeOf('990301', 'desk');
const county = envelopeOf('990302', 'county');

const letter = {
  id: '0195b1a0-0000-7000-8000-000000000001',
  type: 'case.sent',
  version: 1,
  to: county.me,
  subject: '0195b1a0-0000-7000-8000-00000000000a',
  time: now,
  stream: streamOf(desk.me, county.me, 1),
  seq: 7,
  after: '0195b1a0-0000-7000-8000-000000000000',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};
const content = frame({ name: '王小明' }, Buffer.from([1, 2, 3]));

async function reasonOf(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof NotAuthentic ? error.reason : String(error)),
  );
}

describe('a letter from a desk to a county', () => {
  it('is opened by its reader, with sender, payload and bytes as they were', async () => {
    const sealed = await desk.seal(letter, content, now);
    const opened = await county.open(sealed, now);
    expect(opened).toMatchObject({ ...letter, from: desk.me });
    expect(opened.digest).toEqual(sealed.digest);
    expect(unframe(opened.content)).toEqual({ payload: { name: '王小明' }, bytes: Buffer.from([1, 2, 3]) });
  });

  it('shows nothing of its payload outside the seal', async () => {
    const { headers, value } = await desk.seal(letter, content, now);
    expect(value.includes('王小明')).toBe(false);
    expect(JSON.stringify(headers)).not.toContain('王小明');
  });

  it('opens in any order and as often as it comes', async () => {
    const letters = await Promise.all(['a', 'b', 'c'].map((text) => desk.seal(letter, frame(text), now)));
    for (const sealed of [...letters.toReversed(), ...letters]) {
      expect(await reasonOf(county.open(sealed, now))).toBe('opened');
    }
  });

  it('shares one data key with the next letter to the same reader, under another nonce', async () => {
    const [first, second] = [await desk.seal(letter, content, now), await desk.seal(letter, content, now)];
    expect(first.value.subarray(0, 81)).toEqual(second.value.subarray(0, 81));
    expect(first.value.subarray(81, 93)).not.toEqual(second.value.subarray(81, 93));
  });

  it('has the same digest when it is sealed again under other keys, and another when its content differs', async () => {
    const again = envelopeOf('990301', 'desk');
    const first = await desk.seal(letter, content, now);
    expect((await again.seal(letter, content, now)).digest).toEqual(first.digest);
    expect((await desk.seal(letter, frame('other'), now)).digest).not.toEqual(first.digest);
    expect((await desk.seal({ ...letter, seq: 8 }, content, now)).digest).not.toEqual(first.digest);
    expect((await desk.seal({ ...letter, after: undefined }, content, now)).digest).toEqual(first.digest);
  });

  it('is deflated when that helps', async () => {
    const long = frame('甲县公安局'.repeat(2000));
    const sealed = await desk.seal(letter, long, now);
    expect(sealed.value.length).toBeLessThan(long.length / 10);
    expect((await county.open(sealed, now)).content).toEqual(long);
  });

  it('does not leave without a sealing key of the reader', async () => {
    const to = { bureau: '990309', service: 'county' };
    await expect(desk.seal({ ...letter, to }, content, now)).rejects.toThrow(NoSealingKey);
  });
});

const recordOf = (sealed: SealedLetter) => ({ partition: 0, offset: '0', key: '', ...sealed });

describe('whatever goes wrong in opening a record', () => {
  it('makes it a stray, and the next one is read', async () => {
    const broken = recordOf(await desk.seal(letter, content, now));
    const good = recordOf(await desk.seal(letter, content, now));
    Object.defineProperty(broken, 'value', {
      get: () => {
        throw new RangeError('the value of "length" is out of range');
      },
    });
    const { strays, letters } = await openAll([broken, good], county, { catalogue: [] }, now);
    expect(strays.map(({ reason }) => reason)).toEqual(['unreadable']);
    expect(letters).toHaveLength(1);
  });
});

describe('the date of a letter', () => {
  it.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])(
    'may be %s as long as its key is valid now',
    async (time) => {
      const { letters } = await openAll(
        [recordOf(await desk.seal({ ...letter, time: new Date(time) }, content, now))],
        county,
        { catalogue: [] },
        now,
      );
      expect(letters).toMatchObject([{ receivedAt: now }]);
    },
  );

  it('of more than four digits in its year is none', async () => {
    const far = { ...letter, time: new Date(8.64e15) };
    expect(await reasonOf(county.open(await desk.seal(far, content, now), now))).toBe('headers');
  });
});

describe('a letter that somebody changed', () => {
  it.each(headerNames)('does not open when %s is changed, missing or doubled', async (name) => {
    const sealed = await desk.seal(letter, content, now);
    const was = sealed.headers[name] ?? '';
    const changes: Headers[] = [
      { ...sealed.headers, [name]: was.replace(/.$/, (last) => (last === '1' ? '2' : '1')) },
      { ...sealed.headers, [name]: '' },
      Object.fromEntries(Object.entries(sealed.headers).filter(([header]) => header !== name)),
    ];
    for (const headers of changes) expect(await reasonOf(county.open({ ...sealed, headers }, now))).not.toBe('opened');
  });

  const oddities: [string, (was: string) => string][] = [
    ['empty', () => ''],
    ['70,000 characters longer in the middle', (was) => `${was.slice(0, -2)}${'0'.repeat(70_000)}${was.slice(-2)}`],
    ['70,000 characters longer at the end', (was) => was + 'a'.repeat(70_000)],
    ['with a NUL', (was) => `${was}\u0000`],
    ['with control characters', (was) => `\u0007${was}\u001b`],
    ['with a line end', (was) => `${was}\n`],
    ['with a lone surrogate', (was) => `${was}\ud800`],
    ['with more digits', (was) => `${was}${'9'.repeat(20)}`],
  ];

  it.each(oddities)('is no letter when any one header is %s, and no reader stumbles over it', async (_, odd) => {
    const sealed = await desk.seal(letter, content, now);
    for (const name of headerNames) {
      const headers = { ...sealed.headers, [name]: odd(sealed.headers[name] ?? '') };
      const { strays } = await openAll([recordOf({ ...sealed, headers })], county, { catalogue: [] }, now);
      expect(strays.map(({ reason }) => reason)).toEqual([
        expect.stringMatching(/^(headers|undecipherable|unknown-sender|unknown-seal)$/),
      ]);
    }
  });

  it('whose stream only begins and ends like one is no letter', async () => {
    const { headers, value } = await desk.seal(letter, content, now);
    const forged = { ...headers, y_stream: `${headers.y_stream}${'0'.repeat(70_000)}#1` };
    expect(await reasonOf(county.open({ headers: forged, value }, now))).toBe('headers');
  });

  it('does not open when any one byte of it is changed', async () => {
    const sealed = await desk.seal(letter, content, now);
    const outcomes = new Set<string>();
    for (let at = 0; at < sealed.value.length; at++) {
      const value = Buffer.from(sealed.value);
      value.writeUInt8(value.readUInt8(at) ^ 1, at);
      outcomes.add(await reasonOf(county.open({ ...sealed, value }, now)));
    }
    expect([...outcomes]).toEqual(['undecipherable']);
  });

  it('does not open when it is cut short or empty', async () => {
    const sealed = await desk.seal(letter, content, now);
    for (const length of [0, 1, 80, 173, sealed.value.length - 1]) {
      expect(await reasonOf(county.open({ ...sealed, value: sealed.value.subarray(0, length) }, now))).toBe(
        'undecipherable',
      );
    }
  });
});

describe('a letter for somebody else', () => {
  it('does not open for another service or bureau, as it is or re-addressed', async () => {
    const sealed = await desk.seal(letter, content, now);
    for (const other of [envelopeOf('990302', 'desk'), envelopeOf('990303', 'county')]) {
      expect(await reasonOf(other.open(sealed, now))).toBe('not-for-here');
      const { bureau, service } = other.me;
      const headers = {
        ...sealed.headers,
        y_to: `/bureau/${bureau}/${service}`,
        y_stream: streamOf(desk.me, other.me, 1),
        y_kid_seal: bureaus.directory.sealingKey(bureau, service, now)?.kid ?? '',
      };
      expect(await reasonOf(other.open({ ...sealed, headers }, now))).toBe('undecipherable');
    }
  });

  it('does not open for its reader with another key of theirs', async () => {
    const reader = new Envelope(county.me, bureaus.keysOf('990303', 'county'), bureaus.directory);
    expect(await reasonOf(reader.open(await desk.seal(letter, content, now), now))).toBe('unknown-seal');
  });
});

describe('a forged sender', () => {
  const openForged = async (sealed: Promise<SealedLetter>) => reasonOf(county.open(await sealed, now));

  it('is found out when another bureau signs in its name', async () => {
    const forger = new Envelope(desk.me, bureaus.keysOf('990303', 'county'), credulous(bureaus.directory));
    expect(await openForged(forger.seal(letter, content, now))).toBe('unknown-sender');
  });

  it('is found out when another key signs under its key id', async () => {
    const [theirs, own] = [bureaus.keysOf('990301', 'desk'), bureaus.keysOf('990303', 'county')];
    const forger = new Envelope(
      desk.me,
      { ...theirs, sign: [{ ...own.sign[0], kid: theirs.sign[0].kid }] },
      credulous(bureaus.directory),
    );
    expect(await openForged(forger.seal(letter, content, now))).toBe('signature');
  });

  it('is found out when the bureau is in no directory', async () => {
    const strangers = someBureaus({ '990304': ['desk'], '990302': ['county'] }, { now });
    const stranger = new Envelope(
      { bureau: '990304', service: 'desk' },
      strangers.keysOf('990304', 'desk'),
      credulous(bureaus.directory),
    );
    const stream = streamOf(stranger.me, county.me, 1);
    expect(await openForged(stranger.seal({ ...letter, stream }, content, now))).toBe('unknown-sender');
  });
});

describe('a decompression bomb', () => {
  it('is not inflated beyond the limit of a letter', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const sealed = await desk.seal(letter, Buffer.alloc(900 * 1024), now);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf(county.open(sealed, now))).toBe('undecipherable');
  });
});

describe('a frame', () => {
  it('that is cut short or holds no JSON is refused', () => {
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from([0, 0, 0, 9, 1]),
      Buffer.from([0, 0, 0, 1, 0x7b]),
      randomBytes(3),
    ]) {
      expect(() => unframe(bad)).toThrow(/bounds|cut short|JSON/);
    }
  });
});
