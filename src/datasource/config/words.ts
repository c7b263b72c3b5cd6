import { t } from '../../ui/translate.ts';

export const configWords = {
  source: () => t('config.source', 'Prometheus'),
  sourceText: () =>
    t(
      'config.source-text',
      'Where the series come from: Prometheus, Thanos, Mimir, VictoriaMetrics or anything else with Prometheus’s query API.'
    ),
  sourceKind: () => t('config.source-kind', 'Connect by'),
  byUrl: () => t('config.by-url', 'URL'),
  byDatasource: () => t('config.by-datasource', 'A datasource of this Grafana'),
  url: () => t('config.url', 'Prometheus URL'),
  urlHelp: () => t('config.url-help', 'As Grafana’s server reaches it. Mimir’s ends in /prometheus.'),
  urlWrong: () => t('config.url-wrong', 'Write a URL that begins with http:// or https://.'),
  datasource: () => t('config.datasource', 'Prometheus datasource'),
  datasourceHelp: () =>
    t('config.datasource-help', 'It is asked through Grafana, with its own address and credentials.'),
  grafanaUrl: () => t('config.grafana-url', 'URL of this Grafana'),
  grafanaUrlHelp: () => t('config.grafana-url-help', 'As Grafana’s own server reaches itself.'),
  grafanaToken: () => t('config.grafana-token', 'Service account token'),
  grafanaTokenHelp: () =>
    t(
      'config.grafana-token-help',
      'Of a service account that may query the datasource: Administration, Users and access, Service accounts.'
    ),
  auth: () => t('config.auth', 'Authentication'),
  authText: () => t('config.auth-text', 'How Nightjar identifies itself to Prometheus.'),
  method: () => t('config.method', 'Method'),
  none: () => t('config.none', 'None'),
  basic: () => t('config.basic', 'Basic'),
  bearer: () => t('config.bearer', 'Bearer token'),
  user: () => t('config.user', 'User'),
  password: () => t('config.password', 'Password'),
  token: () => t('config.token', 'Token'),
  headers: () => t('config.headers', 'HTTP headers'),
  headersText: () => t('config.headers-text', 'Sent with every request, for example X-Scope-OrgID for a tenant.'),
  headerNameOf: (index: number) => t('config.header-name-of', 'Name of header {{index}}', { index }),
  headerValueOf: (index: number) => t('config.header-value-of', 'Value of header {{index}}', { index }),
  addHeader: () => t('config.add-header', 'Add header'),
  removeHeader: (index: number) => t('config.remove-header', 'Remove header {{index}}', { index }),
  tls: () => t('config.tls', 'TLS'),
  tlsText: () =>
    t(
      'config.tls-text',
      'For a Prometheus whose certificate is signed by your own authority, or that asks for a client certificate.'
    ),
  caCert: () => t('config.ca-cert', 'CA certificate'),
  clientCert: () => t('config.client-cert', 'Client certificate'),
  clientKey: () => t('config.client-key', 'Client key'),
  serverName: () => t('config.server-name', 'Server name'),
  serverNameHelp: () =>
    t('config.server-name-help', 'The name in the server’s certificate, where it differs from the URL’s.'),
  skipVerify: () => t('config.skip-verify', 'Skip verification'),
  skipVerifyHelp: () =>
    t('config.skip-verify-help', 'Accepts any certificate. Anyone on the way can then read and change the traffic.'),
  detection: () => t('config.detection', 'Detection'),
  detectionText: () => t('config.detection-text', 'What holds for every query of this datasource.'),
  defaultStep: () => t('config.default-step', 'Default step'),
  defaultStepHelp: () =>
    t('config.default-step-help', 'Where a query’s step is auto. Empty lets Nightjar choose by training window.'),
  scrapeInterval: () => t('config.scrape-interval', 'Scrape interval'),
  scrapeIntervalHelp: () =>
    t('config.scrape-interval-help', 'Of the metrics in Prometheus; $__rate_interval is four times it at least.'),
  timeout: () => t('config.timeout', 'Timeout'),
  timeoutHelp: () => t('config.timeout-help', 'Seconds that one request to Prometheus may take.'),
  seconds: () => t('config.seconds', 'seconds'),
  maxSeries: () => t('config.max-series', 'Most series'),
  maxSeriesHelp: () =>
    t('config.max-series-help', 'A query that matches more is refused, with a sentence that says so.'),
  maxPoints: () => t('config.max-points', 'Most points'),
  maxPointsHelp: () => t('config.max-points-help', 'Of all series of one query together, history included.'),
  engine: () => t('config.engine', 'Engine'),
  engineText: () =>
    t(
      'config.engine-text',
      'Empty: the engine inside this Grafana. Or another machine’s, started with “nightjar serve”, for example one with a GPU.'
    ),
  engineUrl: () => t('config.engine-url', 'Engine URL'),
  engineToken: () => t('config.engine-token', 'Engine token'),
  results: () => t('config.results', 'Results of monitors'),
  resultsText: () =>
    t(
      'config.results-text',
      'Ways by which others read what monitors detected, as Prometheus metrics. Both are off while they are empty.'
    ),
  readApiListen: () => t('config.read-api-listen', 'Read API address'),
  readApiListenHelp: () =>
    t(
      'config.read-api-listen-help',
      'An address of Grafana’s own machine, such as 127.0.0.1:9464. Grafana’s Prometheus datasource then reads results at http://127.0.0.1:9464/prometheus.'
    ),
  readApiToken: () => t('config.read-api-token', 'Read API token'),
  readApiTokenHelp: () =>
    t(
      'config.read-api-token-help',
      'Asked of whoever reads, as a bearer token or a password. Without one every program and every datasource of this machine can read.'
    ),
  remoteWriteUrl: () => t('config.remote-write-url', 'Remote write URL'),
  remoteWriteUrlHelp: () =>
    t(
      'config.remote-write-url-help',
      'Results are sent here as they come, with the authentication and headers above. For example http://prometheus:9090/api/v1/write.'
    ),
  alertmanager: () => t('config.alertmanager', 'Alertmanager'),
  alertmanagerText: () =>
    t(
      'config.alertmanager-text',
      'Where alerts are read and silenced, besides those that its webhook sends. Headers and TLS are those above.'
    ),
  alertmanagerUrl: () => t('config.alertmanager-url', 'Alertmanager URL'),
  alertmanagerUrlHelp: () =>
    t('config.alertmanager-url-help', 'Version 0.25 or later, as Grafana’s server reaches it. Empty: none.'),
  alertmanagerUser: () => t('config.alertmanager-user', 'User of Alertmanager'),
  alertmanagerUserHelp: () => t('config.alertmanager-user-help', 'For basic authentication. Empty: none.'),
  alertmanagerPassword: () => t('config.alertmanager-password', 'Password of Alertmanager'),
  alertmanagerToken: () => t('config.alertmanager-token', 'Token of Alertmanager'),
  alertmanagerTokenHelp: () =>
    t('config.alertmanager-token-help', 'Sent as a bearer token. It stands instead of user and password.'),
  notLoopback: () =>
    t('config.not-loopback', 'Write an address of this machine alone and a port, such as 127.0.0.1:9464.'),
  notADuration: () => t('config.not-a-duration', 'Write a duration such as 15s or 1m.'),
  notACount: () => t('config.not-a-count', 'Write a whole number from 1 on.'),
  pem: () => t('config.pem', 'Begins with -----BEGIN'),
};
