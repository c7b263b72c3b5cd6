/** The datasource's `jsonData`. Durations are Prometheus's. */
export interface DatasourceSettings {
  /** Base URL of Prometheus, Thanos, Mimir or VictoriaMetrics. */
  prometheusUrl?: string;
  /** Instead of `prometheusUrl`: a Prometheus datasource of the same Grafana, asked through Grafana with a service-account token. */
  grafanaUrl?: string;
  prometheusUid?: string;
  authentication?: 'none' | 'basic' | 'bearer';
  basicAuthUser?: string;
  /** Names of custom headers (a tenant's, say); header i's value is the secret `httpHeaderValue<i>` (1-based). */
  httpHeaderNames?: string[];
  tlsSkipVerify?: boolean;
  tlsServerName?: string;
  /** Seconds for one request to Prometheus. */
  timeoutSeconds?: number;
  /** Detection step where the query says `auto`; empty lets Nightjar choose. */
  defaultStep?: string;
  /** Scrape interval of the metrics, for `auto` steps and `$__rate_interval`. */
  scrapeInterval?: string;
  maxSeries?: number;
  maxPoints?: number;
  /** Another machine's engine (`nightjar serve`), asked instead of this process. */
  engineUrl?: string;
  /** Loopback address and port (`127.0.0.1:9464`) that the results of monitors can be read at through Prometheus's API; empty for none. */
  readApiListen?: string;
  /** Where the results of monitors are sent by Prometheus's remote write, with the authentication of this datasource; empty for nowhere. */
  remoteWriteUrl?: string;
  /** Base URL of the Alertmanager whose alerts are read and silenced. Stands before the option of the same name. */
  alertmanagerUrl?: string;
  /** User of its basic authentication; its password is a secret. A token, where one is set, stands instead. */
  alertmanagerUser?: string;
}

/** Keys of `secureJsonData`. `httpHeaderValue1`, `httpHeaderValue2`, ... come beside them. */
export const SECRET_KEYS = [
  'basicAuthPassword',
  'bearerToken',
  'grafanaToken',
  'tlsCaCert',
  'tlsClientCert',
  'tlsClientKey',
  'engineToken',
  'readApiToken',
  'alertmanagerPassword',
  'alertmanagerToken',
] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];

export const SETTINGS_DEFAULTS = {
  authentication: 'none',
  timeoutSeconds: 30,
  scrapeInterval: '15s',
  maxSeries: 200,
  maxPoints: 2_000_000,
} as const satisfies DatasourceSettings;
