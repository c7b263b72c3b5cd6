import { FieldType, getDisplayProcessor, createTheme, formattedValueToString } from '@grafana/data';
import type { DataFrame, Field } from '@grafana/data';
import type { AlertFrameMeta, AlertShape } from '../../../contract/alert-query.ts';

/** Cells as texts. */
export interface TextTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that there are beyond those given. */
  readonly more: number;
}

const MOST_ROWS = 200;

/**
 * Frames as one table of texts: numbers each in a row, numbers over time in a column each (newest first), and a frame of columns as it is. Frames of one answer are of one form.
 */
export function tableOf(frames: readonly DataFrame[], timeZone: string): TextTable {
  const [first] = frames;
  if (!first || first.fields.length === 0) {
    return { headings: [], rows: [], more: 0 };
  }
  if (shapeIn(first) === 'table') {
    const texts = first.fields.map((field) => textOf(field, timeZone));
    const rows = Array.from({ length: Math.min(first.length, MOST_ROWS) }, (_, row) => texts.map((of) => of(row)));
    return { headings: first.fields.map(({ name }) => name), rows, more: Math.max(0, first.length - MOST_ROWS) };
  }
  const time = first.fields.find(({ type }) => type === FieldType.time);
  const values = frames.flatMap(({ name, fields }) =>
    fields.filter(({ type }) => type === FieldType.number).map((field) => ({ name: name ?? field.name, field }))
  );
  if (!time) {
    const rows = values.map(({ name, field }) => [name, textOf(field, timeZone)(0)]);
    return { headings: ['name', 'value'], rows, more: 0 };
  }
  const count = Math.min(first.length, MOST_ROWS);
  const texts = [textOf(time, timeZone), ...values.map(({ field }) => textOf(field, timeZone))];
  const rows = Array.from({ length: count }, (_, i) => texts.map((of) => of(first.length - 1 - i)));
  return { headings: ['time', ...values.map(({ name }) => name)], rows, more: first.length - count };
}

function shapeIn({ meta }: DataFrame): AlertShape | undefined {
  return (meta?.custom as Partial<AlertFrameMeta> | undefined)?.nightjarAlerts?.shape;
}

function textOf(field: Field, timeZone: string): (row: number) => string {
  const shown = getDisplayProcessor({ field, theme: createTheme(), timeZone });
  return (row) => {
    const value: unknown = field.values[row];
    return value === null || value === undefined ? '' : formattedValueToString(shown(value));
  };
}
