import type { Labels } from '../series/series.ts';

/** A column of a frame. `null` values are carried by `NaN` in a Float64Array where `nullable` (the default for numbers). */
export type Field =
  | { readonly name: string; readonly type: 'time'; readonly values: Float64Array; readonly config?: FieldConfig }
  | {
      readonly name: string;
      readonly type: 'number';
      readonly values: Float64Array;
      readonly labels?: Labels;
      readonly config?: FieldConfig;
    }
  | {
      readonly name: string;
      readonly type: 'boolean';
      readonly values: Uint8Array;
      readonly labels?: Labels;
      readonly config?: FieldConfig;
    }
  | {
      readonly name: string;
      readonly type: 'string';
      readonly values: readonly (string | null)[];
      readonly labels?: Labels;
      readonly config?: FieldConfig;
    };

/** The part of Grafana's FieldConfig that a backend sets. */
export interface FieldConfig {
  readonly displayNameFromDS?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** Grafana's FrameMeta, as far as used. */
export interface FrameMeta {
  readonly type?: 'timeseries-multi' | 'timeseries-wide' | 'numeric-multi' | 'table';
  readonly typeVersion?: readonly [number, number];
  readonly executedQueryString?: string;
  readonly notices?: readonly Notice[];
  readonly custom?: unknown;
  readonly preferredVisualisationType?: 'graph' | 'table';
}

/** A data frame: equal-length columns. Times in fields are ms since the epoch. */
export interface Frame {
  readonly name: string;
  readonly refId: string;
  readonly fields: readonly Field[];
  readonly meta: FrameMeta;
}
