import type { BackendSrvRequest } from '@grafana/runtime';

/** The body as the caller wants it; without a wish JSON where the reply is JSON, else text. */
export async function readReply(response: Response, as: BackendSrvRequest['responseType']): Promise<unknown> {
  if (as === 'blob') {
    return response.blob();
  }
  if (as === 'arraybuffer') {
    return response.arrayBuffer();
  }
  const text = await response.text();
  if (as === 'text' || !(response.headers.get('Content-Type') ?? '').includes('json')) {
    return text;
  }
  return text === '' ? undefined : JSON.parse(text);
}

/** The sentence in a reply: the engine's `{"error":{"code","message"}}` or Grafana's `{"message"}`. */
export function replyMessage(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  if ('error' in data && typeof data.error === 'object' && data.error !== null && 'message' in data.error) {
    return String(data.error.message);
  }
  return 'message' in data ? String(data.message) : undefined;
}
