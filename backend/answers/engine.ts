import type { Express, Request, RequestHandler } from 'express';
import type { DatasourceSettings } from '../../contract/settings.ts';
import type { NightjarError } from '../errors.ts';
import type { Owner } from '../store/owner.ts';
import type { Frame } from '../frames/frame.ts';

/** One configured datasource: who it belongs to, its settings and its decrypted secrets (never logged, never returned). */
export interface Connection {
  readonly orgId: number;
  readonly uid: string;
  readonly settings: DatasourceSettings;
  readonly secrets: Readonly<Record<string, string>>;
}

export type Role = 'Viewer' | 'Editor' | 'Admin';

export interface Caller {
  readonly login: string;
  readonly role: Role;
}

/** One query as it arrives: an untrusted model and its time range in ms. */
export interface IncomingQuery {
  readonly refId: string;
  readonly model: unknown;
  readonly from: number;
  readonly to: number;
}

/** The answer to one query. Frames that could be made are there even beside an error. */
export interface QueryAnswer {
  readonly refId: string;
  readonly frames: readonly Frame[];
  readonly error?: NightjarError;
}

export interface HealthReport {
  readonly ok: boolean;
  /** One sentence for "Save & test". */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What every door (Grafana's gRPC, HTTP, the command line) opens onto. */
export interface Engine {
  /** `patient`: wait for every fit the range needs instead of answering with the newest model first (alerts, scripts). */
  answerQueries(
    connection: Connection,
    queries: readonly IncomingQuery[],
    options?: { readonly signal?: AbortSignal; readonly patient?: boolean }
  ): Promise<QueryAnswer[]>;
  checkHealth(connection: Connection, signal?: AbortSignal): Promise<HealthReport>;
  /** Scores of a query as they come, one frame of new points a series and detection step, until aborted. */
  streamScores(connection: Connection, model: unknown, signal: AbortSignal): AsyncIterable<Frame>;
  /** Notes how a datasource is reached, for monitors that nobody's request brings it to. Routes and queries do so by themselves. */
  see(connection: Connection): void;
  /** Prometheus text exposition of the engine's own metrics. */
  metrics(): Promise<string>;
  /** The routes. `identify` gives who calls and which datasource a request is for; a door knows, a client cannot say. */
  app(
    identify: (request: { readonly headers: Readonly<Record<string, unknown>> }) => {
      caller: Caller;
      connection: Connection;
    }
  ): Express;
  /** Prometheus's HTTP API over the results of monitors, from `/api/v1` on; `ownerOf` says whose, or throws. */
  readApi(ownerOf: (request: Request) => Owner): RequestHandler;
  close(): Promise<void>;
}
