import { NightjarError } from '../../errors.ts';

/**
 * The outer object of any reply of Prometheus's API with `status: success`. Throws `source-broken-reply` for what is no JSON,
 * `source-not-prometheus` for other JSON and `source-rejected` for an error of Prometheus.
 */
export function parseReply(body: Uint8Array): Record<string, unknown> {
  let reply: unknown;
  try {
    reply = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch (error) {
    throw new NightjarError(
      'source-broken-reply',
      `The reply of Prometheus is no valid JSON (${body.length} bytes): it was cut off, or a proxy changed it.`,
      { cause: error }
    );
  }
  if (!isRecord(reply) || (reply.status !== 'success' && reply.status !== 'error')) {
    throw new NightjarError(
      'source-not-prometheus',
      'The reply is JSON, but not of Prometheus: check the URL in the datasource settings.'
    );
  }
  if (reply.status === 'error') {
    throw new NightjarError('source-rejected', `Prometheus refused the query: ${String(reply.error).slice(0, 500)}`);
  }
  return reply;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
