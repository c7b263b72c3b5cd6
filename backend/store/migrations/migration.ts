import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** What differs between the databases Kysely speaks to. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea';
}

/** One step of the schema. It runs in a transaction with the note that it ran: a crash leaves all of it or nothing. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  up(transaction: Transaction<Tables>, types: ColumnTypes): Promise<void>;
}
