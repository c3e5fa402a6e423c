import { CaptureFinger, CardAnswer, type CardRead, FingerCaptured, FingerCompared } from '@yidi/contracts';
import { z } from 'zod';
import { fetchWithin } from './fetch-within.js';

/** A person has to come to the reader and find the right finger. */
const withinMs = 40_000;

/** Why a device could not say anything; whatever else goes wrong is told as `away`. */
export class DeviceFault extends Error {
  override readonly name = 'DeviceFault';
  constructor(readonly fault: 'away' | 'noCard' | 'another' | 'noFingerprints' | 'poor') {
    super(fault);
  }
}

/** Asks the program for the desk's devices, on the clerk's own machine: what it reads goes nowhere but into the page. */
async function askDevice<S extends z.ZodType>(schema: S, at: string, path: string, body: object): Promise<z.infer<S>> {
  const answer = await fetchWithin(withinMs, new URL(path, at), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
  });
  if (!answer.ok) throw new DeviceFault('away');
  return schema.parse(await answer.json());
}

/** What is written in the chip of the card on the reader; with a citizen number it has to be that person's. */
export async function readCard(at: string, citizenNumber?: string): Promise<CardRead> {
  const answer = await askDevice(CardAnswer, at, '/v1/cards/read', {});
  if (!answer.found) throw new DeviceFault('noCard');
  if (citizenNumber !== undefined && answer.card.citizenNumber !== citizenNumber) throw new DeviceFault('another');
  return answer.card;
}

/** Takes a finger and says how well, from 0 to 100. */
export async function captureFinger(at: string, finger: z.infer<typeof CaptureFinger>['finger']): Promise<number> {
  const { taken, quality } = await askDevice(FingerCaptured, at, '/v1/fingers/capture', { finger });
  if (!taken) throw new DeviceFault('poor');
  return quality;
}

/** Compares a finger on the scanner with those in the chip of this person's card: it has to be the one on the reader. */
export async function compareFinger(at: string, citizenNumber: string): Promise<'match' | 'no-match'> {
  await readCard(at, citizenNumber);
  const { result } = await askDevice(FingerCompared, at, '/v1/fingers/compare', {});
  if (result === 'no-card') throw new DeviceFault('noCard');
  if (result === 'not-taken') throw new DeviceFault('poor');
  if (result === 'no-fingerprints') throw new DeviceFault('noFingerprints');
  return result;
}
