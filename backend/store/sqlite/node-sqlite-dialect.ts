import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  QueryCompiler,
  QueryResult,
} from 'kysely';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/** Statements that are kept prepared. */
const MOST_STATEMENTS = 100;

/** Kysely's SQLite over Node's own `node:sqlite`: one connection, every transaction a writing one. */
export class NodeSqliteDialect implements Dialect {
  private readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.database);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(...[db]: Parameters<Dialect['createIntrospector']>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class NodeSqliteDriver implements Driver {
  private readonly database: DatabaseSync;
  private readonly connection: NodeSqliteConnection;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.connection = new NodeSqliteConnection(database);
  }

  async init(): Promise<void> {
    // The database comes open.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }

  /** Takes the write lock at once: a transaction that reads first and then cannot write would have to begin anew. */
  async beginTransaction(): Promise<void> {
    this.database.exec('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    this.database.exec('commit');
  }

  async rollbackTransaction(): Promise<void> {
    if (this.database.isTransaction) {
      this.database.exec('rollback');
    }
  }

  async releaseConnection(): Promise<void> {
    // There is one, and it stays.
  }

  async destroy(): Promise<void> {
    this.connection.forget();
    this.database.close();
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  private readonly database: DatabaseSync;
  private readonly prepared = new Map<string, { readonly statement: StatementSync; readonly reads: boolean }>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, reads } = this.prepare(sql);
    const values = parameters as readonly SQLInputValue[];
    if (reads) {
      return { rows: statement.all(...values) as R[] };
    }
    const { changes } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A statement of its own: a prepared one may be run again while this one is read.
    const statement = this.database.prepare(sql);
    for (const row of statement.iterate(...(parameters as readonly SQLInputValue[]))) {
      yield { rows: [row as R] };
    }
  }

  forget(): void {
    this.prepared.clear();
  }

  private prepare(sql: string): { readonly statement: StatementSync; readonly reads: boolean } {
    let entry = this.prepared.get(sql);
    if (entry) {
      this.prepared.delete(sql);
    } else {
      const statement = this.database.prepare(sql);
      entry = { statement, reads: statement.columns().length > 0 };
    }
    this.prepared.set(sql, entry);
    for (const oldest of this.prepared.keys()) {
      if (this.prepared.size <= MOST_STATEMENTS) {
        break;
      }
      this.prepared.delete(oldest);
    }
    return entry;
  }
}
