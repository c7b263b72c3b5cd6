import type { Owner } from '../owner.ts';

/** A fitted model's content: a text that says how it is laid out, and its numbers (`Packed` of the workers). */
export interface ModelContent {
  readonly shape: string;
  /** Begins at a multiple of eight bytes. */
  readonly bytes: Uint8Array;
}

/** The fit of a query at one instant: everything that decided its models. Times and durations in ms. */
export interface FitRecord {
  readonly owner: Owner;
  /** Hash of all that decides a model but series and instant: fits of one lineage refit each other. */
  readonly lineage: string;
  readonly instant: number;
  readonly detector: string;
  readonly expr: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly step: number;
  readonly trainingWindow: number;
}

/** A model to keep. */
export interface NewModel extends ModelContent {
  /** Key of its series, or `*` for a joint model. */
  readonly name: string;
  /** Keys of the series it covers, in its order. */
  readonly columns: readonly string[];
  /** What it was fitted on; `to` is exclusive. */
  readonly trained: { readonly from: number; readonly to: number; readonly points: number };
  readonly metrics: Readonly<Record<string, number>>;
  /** The instant of the model it was warm-started from, where it was; else the nearest earlier one of its lineage counts as its parent. */
  readonly startedFrom?: number;
}

/** A model read back. */
export interface KeptModel extends ModelContent {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the store knows of a model beside its content. */
export interface ModelRecord extends FitRecord {
  readonly name: string;
  readonly columns: readonly string[];
  /** 1, 2, 3, ... within the lineage, in the order they were kept. */
  readonly version: number;
  /** Version of the model it was refitted or warm-started from; null for a first one, and when that has left the store. */
  readonly parent: number | null;
  readonly trained: { readonly from: number; readonly to: number; readonly points: number };
  readonly metrics: Readonly<Record<string, number>>;
  /** SHA-256 of the serialized model, hex. */
  readonly hash: string;
  readonly createdAt: number;
  readonly pinned: boolean;
}
