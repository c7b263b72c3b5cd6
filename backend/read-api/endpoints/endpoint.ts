import type { Owner } from '../../store/owner.ts';
import type { Parameters } from '../parameters.ts';
import type { ResultReader } from '../result-reader.ts';

/** What an endpoint answers with: `data` and, where there is something to tell, `warnings`. */
export interface Answer {
  readonly data: unknown;
  readonly warnings?: readonly string[];
}

/** One path of Prometheus's HTTP API under `/api/v1`. Throws ReadApiErrors. */
export interface Endpoint {
  /** A colon begins a part of the path that is a parameter. */
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  answer(request: EndpointRequest): Promise<Answer> | Answer;
}

export interface EndpointRequest {
  readonly reader: ResultReader;
  readonly owner: Owner;
  readonly parameters: Parameters;
  /** The parts of the path that are parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** ms since the epoch. */
  readonly now: number;
}
