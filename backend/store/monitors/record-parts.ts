import { randomBytes } from 'node:crypto';
import type { Owner } from '../owner.ts';
import type { Json } from './records.ts';

/** Parts of rows that every table of the monitors has. */

/** An id that nobody guesses and that is easy to read out of a URL: 16 hexadecimal digits. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}

export function ownerColumns({ orgId, datasource }: Owner): { org_id: number; datasource: string } {
  return { org_id: orgId, datasource };
}

export function ownerOf(row: { readonly org_id: number; readonly datasource: string }): Owner {
  return { orgId: row.org_id, datasource: row.datasource };
}

export function parsed(json: string): Json {
  return JSON.parse(json) as Json;
}

/** Ids asked for in one statement: SQLite takes 32,766 parameters. */
const AT_ONCE = 500;

export function inParts<T>(all: readonly T[], size = AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}
