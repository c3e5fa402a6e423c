import type { RegistrationForm } from '@yidi/domain';
import { aPerson } from '@yidi/stand-ins';
import sharp from 'sharp';
import type { z } from 'zod';
import { accepted, send } from './http.js';
import type { Stack } from './stack.js';

/** A person as the population registry has them. */
export type Citizen = ReturnType<typeof aPerson>;

/** Enters a fresh person into the registry: registered in 990202 unless changed, last card expired. */
export async function registered(stack: Stack, changes: Partial<Citizen> = {}): Promise<Citizen> {
  const citizen = aPerson(changes);
  const url = `${stack.registry}/control/people/${citizen.citizenNumber}`;
  accepted(await send(url, { method: 'PUT', body: citizen }), 'the registry');
  return citizen;
}

let phones = 0;

/** A phone number of the unassigned range 100, another one each time. */
export const freshPhone = (): string =>
  `100${String(process.pid % 10_000).padStart(4, '0')}${String((phones += 1)).padStart(4, '0')}`;

/** The form as its applicant signs it: declared as registered, unless changed. */
export function formOf(citizen: Citizen, changes: Record<string, unknown> = {}): z.input<typeof RegistrationForm> {
  const { citizenNumber, name, sex, ethnicity, bornOn, registeredAddress } = citizen;
  return {
    citizenNumber,
    name,
    sex,
    ethnicity,
    bornOn,
    registeredAddress,
    residenceAddress: '样本市甲县和平里八号院二单元',
    residenceProof: 'residence-permit',
    phone: freshPhone(),
    fingerprints: [
      { hand: 'right', outcome: 'registered', finger: 'right-thumb' },
      { hand: 'left', outcome: 'registered', finger: 'left-thumb' },
    ],
    appearanceChanged: false,
    fingerprintComparison: 'match',
    ...changes,
  };
}

const scans = new Map<string, Promise<Buffer>>();

/** A scan of a paper: a page with its kind on it, drawn once. */
export function scan(kind: string): Promise<Buffer> {
  const drawn = scans.get(kind) ?? draw(kind);
  scans.set(kind, drawn);
  return drawn;
}

function draw(kind: string): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#eee"/>
    <text x="300" y="200" font-size="36" text-anchor="middle">SPECIMEN ${kind}</text></svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 60 }).toBuffer();
}
