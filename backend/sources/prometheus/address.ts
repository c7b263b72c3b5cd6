import { createHmac } from 'node:crypto';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../../contract/settings.ts';
import { NightjarError } from '../../errors.ts';

/** TLS of a connection, in Node's names; certificates and key in PEM. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/** Everything needed to ask one Prometheus: where, as whom and within which limits. Holds secrets: never log it. */
export interface PrometheusAddress {
  /** URL prefixes to which `/api/v1/...` is appended, in the order they are tried. */
  readonly bases: readonly string[];
  /** Whether requests go through Grafana's datasource proxy. */
  readonly throughGrafana: boolean;
  /** The URL as errors and health name it: without user, password and query. */
  readonly shown: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  readonly timeoutMs: number;
  readonly maxSeries: number;
  readonly maxPoints: number;
  /** Equal for equal settings and secrets under one key; gives no secret away. */
  readonly identity: string;
}

/**
 * Reads a datasource's settings and secrets. Throws `bad-settings` with what to fill in. Identities are made with `identityKey`, which is
 * secret, so that one seen elsewhere cannot be tried against guessed passwords.
 */
export function readAddress(
  settings: DatasourceSettings,
  secrets: Readonly<Record<string, string>>,
  identityKey: Buffer
): PrometheusAddress {
  const headers: Record<string, string> = {};
  const throughGrafana = !settings.prometheusUrl && Boolean(settings.grafanaUrl || settings.prometheusUid);
  let url: URL;
  let bases: string[];
  if (throughGrafana) {
    if (!settings.grafanaUrl || !settings.prometheusUid || !secrets.grafanaToken) {
      throw new NightjarError(
        'bad-settings',
        "To ask a Prometheus datasource of Grafana, fill in Grafana's URL, the datasource's UID and a service-account token."
      );
    }
    url = httpUrl(settings.grafanaUrl, "Grafana's URL");
    const uid = encodeURIComponent(settings.prometheusUid);
    const root = trimmed(url);
    bases = [`${root}/api/datasources/proxy/uid/${uid}`, `${root}/api/datasources/uid/${uid}/resources`];
    headers.authorization = bearer(secrets.grafanaToken);
  } else {
    if (!settings.prometheusUrl) {
      throw new NightjarError('bad-settings', 'No Prometheus is set: fill in its URL in the datasource settings.');
    }
    url = httpUrl(settings.prometheusUrl, 'The Prometheus URL');
    bases = [trimmed(url)];
    const authorization = authorizationOf(settings, secrets, url);
    if (authorization) {
      headers.authorization = authorization;
    }
  }
  for (const [index, name] of (settings.httpHeaderNames ?? []).entries()) {
    const value = secrets[`httpHeaderValue${index + 1}`];
    if (!name.trim() || value === undefined) {
      continue;
    }
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name.trim()) || !isHeaderValue(value)) {
      throw new NightjarError('bad-settings', `The custom header ${index + 1} has characters HTTP does not allow.`);
    }
    headers[name.trim().toLowerCase()] = value;
  }
  const address = {
    bases,
    throughGrafana,
    shown: trimmed(url),
    headers,
    tls: readTls(settings, secrets),
    timeoutMs: (settings.timeoutSeconds ?? SETTINGS_DEFAULTS.timeoutSeconds) * 1_000,
    maxSeries: settings.maxSeries ?? SETTINGS_DEFAULTS.maxSeries,
    maxPoints: settings.maxPoints ?? SETTINGS_DEFAULTS.maxPoints,
  };
  const identity = createHmac('sha256', identityKey)
    .update(JSON.stringify([bases, headers, address.tls]))
    .digest('base64url');
  return { ...address, identity };
}

export function readTls(settings: DatasourceSettings, secrets: Readonly<Record<string, string>>): TlsOptions {
  return {
    ca: secrets.tlsCaCert || undefined,
    cert: secrets.tlsClientCert || undefined,
    key: secrets.tlsClientKey || undefined,
    servername: settings.tlsServerName || undefined,
    rejectUnauthorized: !settings.tlsSkipVerify,
  };
}

/** A base URL without its last slash, user, password and query. Throws `bad-settings` naming `what`. */
export function readBase(text: string, what: string): string {
  return trimmed(httpUrl(text, what));
}

function authorizationOf(
  settings: DatasourceSettings,
  secrets: Readonly<Record<string, string>>,
  url: URL
): string | undefined {
  const kind = settings.authentication ?? SETTINGS_DEFAULTS.authentication;
  if (kind === 'basic') {
    return basic(settings.basicAuthUser ?? '', secrets.basicAuthPassword ?? '');
  }
  if (kind === 'bearer') {
    if (!secrets.bearerToken) {
      throw new NightjarError('bad-settings', 'Bearer authentication is chosen but no token is filled in.');
    }
    return bearer(secrets.bearerToken);
  }
  return url.username ? basic(decoded(url.username), decoded(url.password)) : undefined;
}

/** The header of a token, which often is pasted with a line end. Throws `bad-settings` where HTTP cannot carry it. */
export function bearer(token: string): string {
  const value = `Bearer ${token.trim()}`;
  if (!isHeaderValue(value)) {
    throw new NightjarError('bad-settings', 'The token has characters HTTP does not allow: fill it in again.');
  }
  return value;
}

/** RFC 9110, section 5.5. */
function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** User or password of a URL; one with a % that encodes nothing is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function httpUrl(text: string, what: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new NightjarError('bad-settings', `${what} must look like http://prometheus:9090.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new NightjarError('bad-settings', `${what} must start with http:// or https://.`);
  }
  return url;
}

function trimmed(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
