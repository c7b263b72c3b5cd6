import { NightjarError } from '../../errors.ts';

/** What a model file from outside may hold. Sizes in bytes, the rest are counts. */
export const IMPORT_LIMITS = {
  /** Fields of the whole file: every step of reading costs one. */
  fields: 20_000_000,
  /** Messages within messages: six a graph, and graphs lie three deep at most. */
  messageDepth: 40,
  nodes: 20_000,
  /** Graphs within graphs: the main graph is 1. */
  graphDepth: 3,
  /** Numbers of all constants together. */
  elements: 32 * 2 ** 20,
  /** Whole numbers of attributes, e.g. of trees. */
  attributeInts: 8_000_000,
  nameBytes: 1_000,
  /** A text of the metadata. */
  textBytes: 2 ** 20,
  metadata: 200,
  inputs: 16,
  outputs: 64,
  rank: 8,
  /** One declared dimension. */
  dimension: 2 ** 24,
} as const;

/** The newest versions that the ONNX Runtime in use knows, and the oldest that is worth supporting. */
export const OPSETS: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  '': { least: 9, most: 26 },
  'ai.onnx.ml': { least: 1, most: 5 },
};
export const NEWEST_IR = 13;

/** A file that cannot be read or is not allowed: `bad-request`. The sentence says what is wrong and what to do. */
export function refused(message: string): NightjarError {
  return new NightjarError('bad-request', message);
}

/** A text of a file as a message may hold it: short, and without control characters. */
export function quoted(text: string): string {
  const shown = text.replace(/[^\x20-\x7e]/g, '?');
  return `'${shown.length > 60 ? `${shown.slice(0, 60)}...` : shown}'`;
}
