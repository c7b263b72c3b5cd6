import type { Labels } from '../series/series.ts';
import { isNullable, rowCount } from './frame-shape.ts';
import type { Field, FieldConfig, Frame, FrameMeta } from './frame.ts';

/** Row numbers of values that JSON has no notation for. */
export interface EntityLookup {
  readonly Inf?: readonly number[];
  readonly NegInf?: readonly number[];
}

export interface FieldJson {
  readonly name: string;
  readonly type: Field['type'];
  readonly typeInfo: { readonly frame: string; readonly nullable?: true };
  readonly labels?: Labels;
  readonly config?: FieldConfig;
}

/** Grafana's DataFrameJSON: what `/api/ds/query` and Grafana Live speak, and `dataFrameFromJSON` of @grafana/data reads. */
export interface FrameJson {
  readonly schema: {
    readonly name: string;
    readonly refId: string;
    readonly meta: FrameMeta;
    readonly fields: readonly FieldJson[];
  };
  readonly data: {
    readonly values: readonly (readonly (number | string | boolean | null)[])[];
    /** One entry a field, only where a column holds an infinity. */
    readonly entities?: readonly (EntityLookup | null)[];
  };
}

const GO_TYPES: Record<Field['type'], string> = {
  time: 'time.Time',
  number: 'float64',
  boolean: 'bool',
  string: 'string',
};

/**
 * A frame as plain JSON data. Times are ms since the epoch, NaN is null, an infinity is null with an entry in `entities`.
 *
 * @throws RangeError where columns differ in length.
 */
export function encodeJson(frame: Frame): FrameJson {
  rowCount(frame);
  const values = frame.fields.map(columnValues);
  const entities = frame.fields.map(infinities);
  return {
    schema: { name: frame.name, refId: frame.refId, meta: frame.meta, fields: frame.fields.map(fieldSchema) },
    data: { values, ...(entities.some((lookup) => lookup !== null) ? { entities } : {}) },
  };
}

function fieldSchema(field: Field): FieldJson {
  return {
    name: field.name,
    type: field.type,
    typeInfo: { frame: GO_TYPES[field.type], ...(isNullable(field) ? { nullable: true } : {}) },
    ...('labels' in field && field.labels ? { labels: field.labels } : {}),
    ...(field.config ? { config: field.config } : {}),
  };
}

function columnValues(field: Field): (number | string | boolean | null)[] {
  switch (field.type) {
    case 'time':
      return Array.from(field.values);
    case 'number':
      return Array.from(field.values, (value) => (Number.isFinite(value) ? value : null));
    case 'boolean':
      return Array.from(field.values, (value) => value !== 0);
    case 'string':
      return [...field.values];
  }
}

function infinities(field: Field): EntityLookup | null {
  if (field.type !== 'number') {
    return null;
  }
  const up: number[] = [];
  const down: number[] = [];
  field.values.forEach((value, row) => {
    if (value === Infinity) {
      up.push(row);
    } else if (value === -Infinity) {
      down.push(row);
    }
  });
  if (up.length + down.length === 0) {
    return null;
  }
  return { ...(up.length > 0 ? { Inf: up } : {}), ...(down.length > 0 ? { NegInf: down } : {}) };
}
