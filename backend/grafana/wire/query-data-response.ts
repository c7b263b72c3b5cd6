import type { DataResponse, QueryDataResponse } from './messages.ts';

/** Tags of the fields (number and wire type) of QueryDataResponse, its map entries and DataResponse; see plugin-protocol.ts. */
const TAG = { responses: 0x0a, key: 0x0a, value: 0x12, frame: 0x0a, error: 0x12, status: 0x20, errorSource: 0x2a };

/** Bytes of a varint below 2^31. */
function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}

function fieldSize(length: number): number {
  return 1 + varintSize(length) + length;
}

function responseSize({ frames = [], error, status, errorSource }: DataResponse): number {
  const texts = [error, errorSource].reduce((sum, text) => sum + (text ? fieldSize(Buffer.byteLength(text)) : 0), 0);
  return frames.reduce((sum, frame) => sum + fieldSize(frame.length), texts) + 1 + varintSize(status);
}

function entrySize(refId: string, response: DataResponse): number {
  return fieldSize(Buffer.byteLength(refId)) + fieldSize(responseSize(response));
}

/**
 * A QueryDataResponse in protobuf's wire format, in one buffer of its exact size. A general writer grows its buffer and moves what nested messages
 * hold to make room for their lengths: several copies of what may be many MB.
 */
export function serializeQueryDataResponse({ responses }: QueryDataResponse): Buffer {
  const entries = Object.entries(responses);
  const bytes = Buffer.allocUnsafe(
    entries.reduce((sum, [refId, response]) => sum + fieldSize(entrySize(refId, response)), 0)
  );
  let at = 0;
  const begin = (tag: number, value: number): void => {
    bytes[at++] = tag;
    for (let rest = value; ; rest >>>= 7) {
      bytes[at++] = rest < 0x80 ? rest : (rest & 0x7f) | 0x80;
      if (rest < 0x80) {
        return;
      }
    }
  };
  const text = (tag: number, value: string): void => {
    begin(tag, Buffer.byteLength(value));
    at += bytes.write(value, at);
  };
  for (const [refId, response] of entries) {
    begin(TAG.responses, entrySize(refId, response));
    text(TAG.key, refId);
    begin(TAG.value, responseSize(response));
    for (const frame of response.frames ?? []) {
      begin(TAG.frame, frame.length);
      bytes.set(frame, at);
      at += frame.length;
    }
    begin(TAG.status, response.status);
    if (response.error) {
      text(TAG.error, response.error);
    }
    if (response.errorSource) {
      text(TAG.errorSource, response.errorSource);
    }
  }
  return bytes;
}
