/**
 * Every error Nightjar raises on purpose. `plugin`: ours or the caller's; `downstream`: Prometheus's, Grafana's or the network's
 * (Grafana's `errorSource`). The status is HTTP's.
 */
export const ERROR_CODES = {
  'bad-query': { status: 400, source: 'plugin' },
  'bad-settings': { status: 400, source: 'plugin' },
  'bad-request': { status: 400, source: 'plugin' },
  unauthenticated: { status: 401, source: 'plugin' },
  forbidden: { status: 403, source: 'plugin' },
  'not-found': { status: 404, source: 'plugin' },
  conflict: { status: 409, source: 'plugin' },
  'too-large': { status: 413, source: 'plugin' },
  'too-many-series': { status: 422, source: 'plugin' },
  'too-many-points': { status: 422, source: 'plugin' },
  busy: { status: 503, source: 'plugin' },
  cancelled: { status: 499, source: 'plugin' },
  internal: { status: 500, source: 'plugin' },
  'engine-failure': { status: 500, source: 'plugin' },
  'source-unreachable': { status: 502, source: 'downstream' },
  'source-timeout': { status: 504, source: 'downstream' },
  'source-unauthorized': { status: 502, source: 'downstream' },
  'source-certificate': { status: 502, source: 'downstream' },
  'source-not-prometheus': { status: 502, source: 'downstream' },
  'source-rejected': { status: 400, source: 'downstream' },
  'source-overloaded': { status: 503, source: 'downstream' },
  'source-broken-reply': { status: 502, source: 'downstream' },
} as const satisfies Record<string, { status: number; source: 'plugin' | 'downstream' }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error with a code, an HTTP status, its source and one sentence for the user that says what to do. */
export class NightjarError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly source: 'plugin' | 'downstream';

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NightjarError';
    this.code = code;
    this.status = ERROR_CODES[code].status;
    this.source = ERROR_CODES[code].source;
  }
}

/** What was thrown, as a NightjarError; anything unforeseen becomes `internal` and keeps its cause for the log. */
export function asNightjarError(thrown: unknown): NightjarError {
  if (thrown instanceof NightjarError) {
    return thrown;
  }
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new NightjarError('cancelled', 'The request was cancelled.', { cause: thrown });
  }
  return new NightjarError('internal', 'Nightjar failed on this request; its log says why. Please report it.', {
    cause: thrown,
  });
}
