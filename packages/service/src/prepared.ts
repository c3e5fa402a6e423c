import { createHash } from 'node:crypto';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** What is used of the driver's connection. */
interface Connection {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `yidi-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}

/**
 * Runs a statement that every connection prepares once, for the hot paths: to read and to plan such a statement anew costs
 * more than to run it. Its text is one of few, never made of values.
 */
export async function prepared<Row>(tx: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error('a prepared statement needs a transaction');
  const connection = (await tx.queryRunner.connect()) as Connection;
  try {
    const { rows } = await connection.query({ name: nameOf(text), text, values });
    return rows as Row[];
  } catch (error) {
    throw error instanceof Error ? new QueryFailedError(text, [], error) : error;
  }
}
