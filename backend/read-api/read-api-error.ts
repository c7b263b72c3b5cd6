/** Kinds of errors of Prometheus's HTTP API, with the status each is sent with. */
export const ERROR_STATUS = {
  bad_data: 400,
  not_found: 404,
  execution: 422,
  internal: 500,
  timeout: 503,
} as const;

/** An error in the shape of Prometheus's HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export class ReadApiError extends Error {
  readonly kind: keyof typeof ERROR_STATUS;

  constructor(kind: keyof typeof ERROR_STATUS, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadApiError';
    this.kind = kind;
  }
}
