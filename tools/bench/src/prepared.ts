import { applicationColumns, type ApplicationRow, CaseFiles, contentIdOf, sealPaper } from '@yidi/intake';
import {
  addDays,
  type Application,
  BureauCode,
  citizenNumberCheckDigit,
  type Day,
  type RegistrationForm,
} from '@yidi/domain';
import { Desk, registered } from '@yidi/flow';
import { bytesOfContent, uuidv7 } from '@yidi/messaging';
import { Bureau } from '@yidi/service';
import type pg from 'pg';
import sharp from 'sharp';
import { type BenchStack, stationsOf } from './bench-stack.js';

/** An application that waits for acceptance, and the station (by its index) where it lies. */
export interface Prepared {
  readonly id: string;
  readonly station: number;
  readonly revision: number;
}

interface PaperRow {
  readonly kind: string;
  readonly sha256: string;
  readonly content_id: string;
  readonly sealed: Buffer;
}

const rowsAtOnce = 500;
const personsPerDay = 400;
let persons = 0;

/** A photo of the size that scanners give: 15 to 20 KB. */
function photo(): Promise<Buffer> {
  return sharp({
    create: {
      width: 358,
      height: 441,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .blur(1)
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** A citizen number of somebody not met before, born in the fifties. */
function freshNumber(form: RegistrationForm): Pick<RegistrationForm, 'citizenNumber' | 'bornOn'> {
  const bornOn = addDays('1950-01-01' as Day, Math.floor(persons / personsPerDay));
  const sequence = (50 + (persons % personsPerDay)) * 2 + (form.sex === '1' ? 1 : 0);
  persons += 1;
  const first17 = `${form.citizenNumber.slice(0, 6)}${bornOn.replaceAll('-', '')}${sequence}`;
  return {
    citizenNumber: `${first17}${citizenNumberCheckDigit(first17)}` as RegistrationForm['citizenNumber'],
    bornOn,
  };
}

/** One application brought over HTTP to where it can be accepted, and as many copies of it, with or without papers, for other persons at all stations. */
export async function prepare(
  bench: BenchStack,
  { bureau, county, count, papers = true }: { bureau: string; county: string; count: number; papers?: boolean },
): Promise<Prepared[]> {
  const desk = new Desk(bench.stack, bureau);
  const drawn = await desk.open(await registered(bench.stack, { division: county }), 'expiry');
  let original = await desk.attach(drawn, 'photo', await photo());
  for (const kind of ['original-card', 'residence-proof'] as const) original = await desk.attach(original, kind);
  original = await desk.takeFee(await desk.screen(original));
  return bench.database(bureau, 'intake', (client) =>
    copies(client, bench, { bureau, id: original.id, count, withPapers: papers }),
  );
}

async function copies(
  client: pg.Client,
  bench: BenchStack,
  { bureau, id, count, withPapers }: { bureau: string; id: string; count: number; withPapers: boolean },
): Promise<Prepared[]> {
  const cipher = bench.cipher(bureau);
  const files = new CaseFiles(cipher, new Bureau(BureauCode.parse(bureau)));
  const [row] = (
    await client.query<ApplicationRow>(`select ${applicationColumns} from applications where id = $1`, [id])
  ).rows;
  if (!row) throw new Error('the prepared application is gone');
  const { application } = files.open(row);
  const papers = (
    await client.query<PaperRow>('select kind, sha256, content_id, sealed from papers where application_id = $1', [id])
  ).rows;
  const opened = (withPapers ? papers : []).flatMap(({ kind, sha256, content_id, sealed }) => {
    const paper = application.papers.find((one) => one.kind === kind && one.sha256 === sha256);
    return paper ? [{ paper, bytes: bytesOfContent(cipher, content_id, sealed) }] : [];
  });
  const stations = stationsOf(bureau);
  const prepared: Prepared[] = [];
  while (prepared.length < count) {
    const some = Array.from({ length: Math.min(rowsAtOnce, count - prepared.length) }, (_, index): Application => {
      const point = stations[(prepared.length + index) % stations.length] ?? application.point;
      return { ...application, id: uuidv7(), point, form: { ...application.form, ...freshNumber(application.form) } };
    });
    await insert(client, id, some, files);
    for (const { paper, bytes } of opened) {
      await client.query(
        `insert into papers (application_id, kind, sha256, content_id, sealed, attached_at)
         select id, $2, $3, content_id, sealed, now()
         from unnest($1::uuid[], $4::uuid[], $5::bytea[]) as copy (id, content_id, sealed)`,
        [
          some.map((one) => one.id),
          paper.kind,
          paper.sha256,
          some.map((one) => contentIdOf({ applicationId: one.id, ...paper })),
          some.map((one) => sealPaper(cipher, { applicationId: one.id, paper, bytes })),
        ],
      );
    }
    const { length } = prepared;
    some.forEach((one, index) =>
      prepared.push({ id: one.id, station: (length + index) % stations.length, revision: one.revision }),
    );
  }
  await client.query('vacuum analyze applications, papers');
  return prepared;
}

async function insert(client: pg.Client, original: string, some: readonly Application[], files: CaseFiles) {
  await client.query(
    `insert into applications (id, state, revision, point, reason, registration_bureau, person_index, form, file, started_at, changed_at)
     select copy.id, o.state, o.revision, copy.point, o.reason, o.registration_bureau, copy.person_index, copy.form, copy.file,
            o.started_at, o.changed_at
     from applications o, unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[])
       as copy (id, point, person_index, form, file)
     where o.id = $1`,
    [
      original,
      some.map(({ id }) => id),
      some.map(({ point }) => point),
      some.map(({ form }) => files.personIndex(form.citizenNumber)),
      some.map((one) => files.sealForm(one)),
      some.map((one) => files.sealFile(one)),
    ],
  );
}
