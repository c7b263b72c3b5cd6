import { Builder } from 'flatbuffers';
import { isNullable } from './frame-shape.ts';
import type { Field, Frame } from './frame.ts';

/*
 * The FlatBuffers tables of Arrow's IPC format, as far as Grafana's frames need them. The numbers are slots, union members and
 * enumeration values of format/Schema.fbs, Message.fbs and File.fbs of the Apache Arrow specification, metadata version 5.
 */
const METADATA_V5 = 4;
const MESSAGE_HEADER = { schema: 1, recordBatch: 3 } as const;
const UNION = { floatingPoint: 3, utf8: 5, bool: 6, timestamp: 10 } as const;
const DOUBLE = 2;
const NANOSECOND = 3;

/** Where a buffer lies in the record batch's body, in bytes. */
export interface BufferSpan {
  readonly offset: number;
  readonly length: number;
}

/** What a record batch's message says of one column. */
export interface ColumnLayout {
  readonly nullCount: number;
  readonly buffers: readonly BufferSpan[];
}

/** A frame's schema, with Grafana's metadata on it, where a file has it: in the message that opens it and in its footer. */
export interface SchemaTables {
  readonly message: Uint8Array;
  /** The footer of a file with one record batch, whose message (prefix and padding included) has `metadataLength` bytes at `offset`. */
  footer(offset: number, metadataLength: number, bodyLength: number): Uint8Array;
}

/**
 * Both from one schema table: FlatBuffers grow to the front and refer backwards, so that the footer, built on in the same buffer, points to
 * the schema that the message left there. Writing it twice was most of the time a small frame took.
 */
export function schemaTables(frame: Frame): SchemaTables {
  const builder = new Builder(4096);
  const schemaAt = writeSchema(builder, frame);
  const message = finishMessage(builder, MESSAGE_HEADER.schema, schemaAt, 0).slice();
  const footer: SchemaTables['footer'] = (offset, metadataLength, bodyLength) => {
    builder.startVector(24, 1, 8);
    builder.prep(8, 24);
    writeInt64(builder, bodyLength);
    builder.pad(4);
    builder.writeInt32(metadataLength);
    writeInt64(builder, offset);
    const blocksAt = builder.endVector();
    builder.startVector(24, 0, 8);
    const dictionariesAt = builder.endVector();
    builder.startObject(5);
    builder.addFieldInt16(0, METADATA_V5, 0);
    builder.addFieldOffset(1, schemaAt, 0);
    builder.addFieldOffset(2, dictionariesAt, 0);
    builder.addFieldOffset(3, blocksAt, 0);
    builder.finish(builder.endObject());
    return builder.asUint8Array();
  };
  return { message, footer };
}

/** The message before a record batch's body of `bodyLength` bytes. */
export function recordBatchMessage(rows: number, columns: readonly ColumnLayout[], bodyLength: number): Uint8Array {
  const builder = new Builder(1024);
  const buffers = columns.flatMap((column) => column.buffers);
  builder.startVector(16, buffers.length, 8);
  for (const buffer of buffers.toReversed()) {
    writePair(builder, buffer.offset, buffer.length);
  }
  const buffersAt = builder.endVector();
  builder.startVector(16, columns.length, 8);
  for (const column of columns.toReversed()) {
    writePair(builder, rows, column.nullCount);
  }
  const nodesAt = builder.endVector();
  builder.startObject(5);
  builder.addFieldInt64(0, BigInt(rows), 0n);
  builder.addFieldOffset(1, nodesAt, 0);
  builder.addFieldOffset(2, buffersAt, 0);
  return finishMessage(builder, MESSAGE_HEADER.recordBatch, builder.endObject(), bodyLength);
}

function finishMessage(builder: Builder, headerType: number, header: number, bodyLength: number): Uint8Array {
  builder.startObject(5);
  builder.addFieldInt16(0, METADATA_V5, 0);
  builder.addFieldInt8(1, headerType, 0);
  builder.addFieldOffset(2, header, 0);
  builder.addFieldInt64(3, BigInt(bodyLength), 0n);
  builder.finish(builder.endObject());
  return builder.asUint8Array();
}

function writeSchema(builder: Builder, frame: Frame): number {
  const fields = offsetVector(
    builder,
    frame.fields.map((field) => writeField(builder, field))
  );
  const metadata = writeMetadata(builder, {
    name: frame.name,
    refId: frame.refId,
    meta: JSON.stringify(frame.meta),
  });
  builder.startObject(4);
  builder.addFieldOffset(1, fields, 0);
  builder.addFieldOffset(2, metadata, 0);
  return builder.endObject();
}

function writeField(builder: Builder, field: Field): number {
  const name = builder.createString(field.name);
  const metadata = writeMetadata(builder, {
    ...('labels' in field && field.labels ? { labels: JSON.stringify(field.labels) } : {}),
    ...(field.config ? { config: JSON.stringify(field.config) } : {}),
    tstype: field.type,
  });
  const children = offsetVector(builder, []);
  const [unionMember, typeAt] = writeType(builder, field.type);
  builder.startObject(7);
  builder.addFieldOffset(0, name, 0);
  // Grafana takes the Go type from this: a null in a column that is not nullable would turn into a zero.
  builder.addFieldInt8(1, isNullable(field) ? 1 : 0, 0);
  builder.addFieldInt8(2, unionMember, 0);
  builder.addFieldOffset(3, typeAt, 0);
  builder.addFieldOffset(5, children, 0);
  builder.addFieldOffset(6, metadata, 0);
  return builder.endObject();
}

function writeType(builder: Builder, type: Field['type']): [unionMember: number, at: number] {
  switch (type) {
    case 'time':
      builder.startObject(2);
      builder.addFieldInt16(0, NANOSECOND, 0);
      return [UNION.timestamp, builder.endObject()];
    case 'number':
      builder.startObject(1);
      builder.addFieldInt16(0, DOUBLE, 0);
      return [UNION.floatingPoint, builder.endObject()];
    case 'boolean':
      builder.startObject(0);
      return [UNION.bool, builder.endObject()];
    case 'string':
      builder.startObject(0);
      return [UNION.utf8, builder.endObject()];
  }
}

function writeMetadata(builder: Builder, entries: Readonly<Record<string, string>>): number {
  return offsetVector(
    builder,
    Object.entries(entries).map(([key, value]) => {
      const keyAt = text(builder, key);
      const valueAt = text(builder, value);
      builder.startObject(2);
      builder.addFieldOffset(0, keyAt, 0);
      builder.addFieldOffset(1, valueAt, 0);
      return builder.endObject();
    })
  );
}

/** A string, kept once in a buffer: the fields of a frame share keys, types and labels. `createSharedString` has no empty ones. */
function text(builder: Builder, value: string): number {
  return value === '' ? builder.createString('') : builder.createSharedString(value);
}

function offsetVector(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) {
    builder.addOffset(offset);
  }
  return builder.endVector();
}

/** A struct of two int64, as FieldNode and Buffer are. */
function writePair(builder: Builder, first: number, second: number): void {
  builder.prep(8, 16);
  writeInt64(builder, second);
  writeInt64(builder, first);
}

/** FlatBuffers are built backwards, so the high word goes first; two words spare the BigInt. */
function writeInt64(builder: Builder, value: number): void {
  builder.writeInt32(Math.floor(value / 2 ** 32));
  builder.writeInt32(value | 0);
}
