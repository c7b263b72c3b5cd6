import type { DatasourceSettings } from '../../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../../contract/settings.ts';
import { NightjarError } from '../../errors.ts';
import { bearer, readAddress, readBase, readTls } from '../prometheus/address.ts';
import type { TlsOptions } from '../prometheus/address.ts';

/** Everything needed to ask one Alertmanager. Holds secrets: never log it. */
export interface AlertmanagerAddress {
  /** URL to which `/api/v2/...` is appended. */
  readonly base: string;
  /** How errors call it. */
  readonly server: 'Alertmanager' | 'Grafana';
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  readonly timeoutMs: number;
}

type Secrets = Readonly<Record<string, string>>;

/** Identities are not asked for here, so any key will do. */
const NO_KEY = Buffer.alloc(32);

/**
 * The Alertmanager of the datasource's settings, with its credentials and the datasource's headers and TLS; else that at `elsewhere`, which whoever
 * chose it gets no secrets for. Null where neither is set. Throws `bad-settings`.
 */
export function alertmanagerAddress(
  settings: DatasourceSettings,
  secrets: Secrets,
  elsewhere: string
): AlertmanagerAddress | null {
  const own = settings.alertmanagerUrl ?? '';
  const url = own || elsewhere;
  if (url === '') {
    return null;
  }
  const base = readBase(url, 'The Alertmanager URL');
  const { headers, tls, timeoutMs } = readAddress(
    { prometheusUrl: url, timeoutSeconds: settings.timeoutSeconds, ...(own ? credentialsOf(settings, secrets) : {}) },
    own ? { ...secrets, basicAuthPassword: secrets.alertmanagerPassword, bearerToken: secrets.alertmanagerToken } : {},
    NO_KEY
  );
  return { base, server: 'Alertmanager', headers, tls, timeoutMs };
}

function credentialsOf(settings: DatasourceSettings, secrets: Secrets): DatasourceSettings {
  const { alertmanagerUser, httpHeaderNames, tlsSkipVerify, tlsServerName } = settings;
  const authentication = secrets.alertmanagerToken ? 'bearer' : alertmanagerUser ? 'basic' : 'none';
  return { authentication, basicAuthUser: alertmanagerUser, httpHeaderNames, tlsSkipVerify, tlsServerName };
}

/** The Alertmanager inside Grafana, asked with a service-account token; null where the settings name no Grafana. Throws `bad-settings`. */
export function grafanaAddress(settings: DatasourceSettings, secrets: Secrets): AlertmanagerAddress | null {
  if (!settings.grafanaUrl || !secrets.grafanaToken) {
    return null;
  }
  return {
    base: `${readBase(settings.grafanaUrl, "Grafana's URL")}/api/alertmanager/grafana`,
    server: 'Grafana',
    headers: { authorization: bearer(secrets.grafanaToken) },
    tls: readTls(settings, secrets),
    timeoutMs: (settings.timeoutSeconds ?? SETTINGS_DEFAULTS.timeoutSeconds) * 1_000,
  };
}

/** What cannot be sent as an URL's part. Throws `bad-request`. */
export function silencePath(id: string): string {
  if (!/^[\w-]{1,100}$/.test(id)) {
    throw new NightjarError('bad-request', 'This is no id of a silence.');
  }
  return `/api/v2/silence/${id}`;
}
