import { align8, endOf, layOutColumn } from './arrow-columns.ts';
import type { Column } from './arrow-columns.ts';
import { recordBatchMessage, schemaTables } from './arrow-metadata.ts';
import { rowCount } from './frame-shape.ts';
import type { Frame } from './frame.ts';

const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31];
const CONTINUATION = 0xffffffff;
/** Continuation mark and length before every message. */
const PREFIX = 8;

/**
 * A frame as one Arrow IPC file (magic and footer; one record batch), the form Grafana takes frames of a backend in.
 * Times become timestamps in nanoseconds, numbers nullable doubles with null for NaN, strings nullable UTF-8.
 * Name, refId and meta go into the schema's metadata, labels, config and TypeScript type into the fields', as Grafana's SDK does.
 *
 * @throws RangeError where columns differ in length or a time is none.
 * @see https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format
 */
export function encodeArrow(frame: Frame): Uint8Array<ArrayBuffer> {
  const rows = rowCount(frame);
  const columns: Column[] = [];
  let bodyLength = 0;
  for (const field of frame.fields) {
    const column = layOutColumn(field, bodyLength);
    columns.push(column);
    bodyLength = endOf(column);
  }

  const { message: schema, footer: writeFooter } = schemaTables(frame);
  const batch = recordBatchMessage(rows, columns, bodyLength);
  const batchAt = 8 + PREFIX + align8(schema.length);
  const bodyAt = batchAt + PREFIX + align8(batch.length);
  const endAt = bodyAt + bodyLength;
  const footer = writeFooter(batchAt, bodyAt - batchAt, bodyLength);
  const footerAt = endAt + PREFIX;

  const bytes = new Uint8Array(footerAt + footer.length + 4 + MAGIC.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  writeMessage(bytes, view, 8, schema);
  writeMessage(bytes, view, batchAt, batch);
  for (const column of columns) {
    column.write(bytes, bodyAt);
  }
  view.setUint32(endAt, CONTINUATION, true);
  bytes.set(footer, footerAt);
  view.setInt32(footerAt + footer.length, footer.length, true);
  bytes.set(MAGIC, footerAt + footer.length + 4);
  return bytes;
}

function writeMessage(bytes: Uint8Array, view: DataView, at: number, message: Uint8Array): void {
  view.setUint32(at, CONTINUATION, true);
  view.setInt32(at + 4, align8(message.length), true);
  bytes.set(message, at + PREFIX);
}
