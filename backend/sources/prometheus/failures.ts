import { NightjarError } from '../../errors.ts';

/** A reply as it came over the wire. */
export interface WireReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

const CERTIFICATE_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
]);

/** The system's or TLS's code of a failed request, looked for through the chain of causes. */
export function codeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string') {
      return at.code;
    }
    // One attempt an address of the host: the first tells enough.
    at = 'errors' in at && Array.isArray(at.errors) ? at.errors[0] : 'cause' in at ? at.cause : null;
  }
  return '';
}

/** Whether trying again may help: the connection was closed under the request. */
export function isReset(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error));
}

/** What went wrong below HTTP with `server`, as a sentence. `shown` is the address without secrets. */
export function networkFailure(error: unknown, shown: string, timeoutMs: number, server = 'Prometheus'): NightjarError {
  if (error instanceof NightjarError) {
    return error;
  }
  const code = codeOf(error);
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
  if (name === 'TimeoutError' || code.includes('TIMEOUT') || code === 'ETIMEDOUT') {
    return new NightjarError(
      'source-timeout',
      `${server} at ${shown} did not answer within ${timeoutMs / 1000} s: ask for less or raise the timeout in the datasource settings.`,
      { cause: error }
    );
  }
  if (CERTIFICATE_CODES.has(code)) {
    return new NightjarError(
      'source-certificate',
      `The certificate of ${shown} is not trusted (${code}): add its CA, or correct the server name, in the datasource settings.`,
      { cause: error }
    );
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO' || code.startsWith('ERR_OSSL')) {
    return new NightjarError(
      'source-certificate',
      `TLS with ${shown} failed (${code}): check https against http in the URL, and the client certificate and key.`,
      { cause: error }
    );
  }
  if (isReset(error) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code.startsWith('HPE_')) {
    const perhaps = shown.startsWith('https:') ? ' Perhaps it wants a client certificate, or another one.' : '';
    return new NightjarError(
      'source-broken-reply',
      `${shown} broke off its reply (${code}): see ${server}'s log, or that of the proxy before it.${perhaps}`,
      { cause: error }
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new NightjarError(
      'source-unreachable',
      `The host of ${shown} is not known (${code}): check the URL in the datasource settings.`,
      { cause: error }
    );
  }
  return new NightjarError(
    'source-unreachable',
    `${server} at ${shown} cannot be reached${code ? ` (${code})` : ''}: check that it runs and that its URL is right.`,
    { cause: error }
  );
}

/** The failure a reply of status 400 or more (or of no JSON) stands for. */
export function httpFailure(reply: WireReply, shown: string, throughGrafana: boolean): NightjarError {
  const said = prometheusError(reply.body);
  const asked = throughGrafana ? 'Grafana' : 'Prometheus';
  switch (reply.status) {
    case 401:
      return new NightjarError(
        'source-unauthorized',
        throughGrafana
          ? `Grafana at ${shown} refused the service-account token (401): give a valid one in the datasource settings.`
          : `${shown} asks for authentication (401): check user, password, token and headers in the datasource settings.`
      );
    case 403:
      return new NightjarError(
        'source-unauthorized',
        `${asked} at ${shown} does not allow this (403): ${throughGrafana ? 'the service account needs to query that datasource' : 'check the rights of the user, token or tenant'}.`
      );
    case 400:
    case 422:
      if (said) {
        return new NightjarError('source-rejected', `Prometheus refused the query: ${said.message}`);
      }
      break;
    case 429:
      return new NightjarError(
        'source-overloaded',
        `${shown} limits the rate of queries (429)${say(said)}: ask less often, or raise the tenant's limit.`
      );
    case 502:
    case 503:
    case 504:
      if (said?.type === 'timeout') {
        return new NightjarError(
          'source-timeout',
          `Prometheus gave up on the query: ${said.message}. Ask for less, or raise its --query.timeout.`
        );
      }
      return new NightjarError(
        'source-overloaded',
        `${shown} is not able to answer now (${reply.status})${say(said)}: try again later.`
      );
  }
  if (said) {
    return new NightjarError('source-rejected', `Prometheus answered ${reply.status}: ${said.message}`);
  }
  return notPrometheus(reply, shown, throughGrafana);
}

/** What to say of a reply that is no answer of Prometheus's API. */
export function notPrometheus(reply: WireReply, shown: string, throughGrafana: boolean): NightjarError {
  const kind = /html/i.test(reply.contentType) ? 'an HTML page' : `something else (status ${reply.status})`;
  const hint = throughGrafana
    ? "check Grafana's URL and the UID of the Prometheus datasource"
    : "the URL must be the one whose /api/v1/query_range is Prometheus's";
  return new NightjarError(
    'source-not-prometheus',
    `${shown} answers with ${kind}, which is not Prometheus's API: ${hint}.`
  );
}

/** Prometheus's own error of a reply's body, cut to 500 characters; null where it holds none. */
export function prometheusError(body: Uint8Array): { type: string; message: string } | null {
  if (body.length > 64 * 1024) {
    return null;
  }
  try {
    const data: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
    if (typeof data === 'object' && data !== null && 'error' in data && typeof data.error === 'string') {
      const type = 'errorType' in data && typeof data.errorType === 'string' ? data.errorType : '';
      return { type, message: data.error.slice(0, 500) };
    }
  } catch {
    return null;
  }
  return null;
}

function say(said: { message: string } | null): string {
  return said ? `, saying "${said.message}"` : '';
}
