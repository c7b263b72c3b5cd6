/** Whose a record is: every record of the store carries it, and no query gives one owner the record of another. */
export interface Owner {
  /** Grafana's organisation; 1 for the stand-alone engine. */
  readonly orgId: number;
  /** UID of the datasource. */
  readonly datasource: string;
}
