import type { AlertFrameMeta, AlertQuery, AlertShape } from '../../../contract/alert-query.ts';
import { shapeOf } from '../../../contract/alert-query.ts';
import type { AlertOutput } from '../../../contract/alerts.ts';
import type { Field, Frame, FrameMeta, Notice } from '../frame.ts';

/** What all frames of an answer about alerts share. Times in ms; `now` is when it was asked. */
export interface AlertFrameContext {
  readonly refId: string;
  readonly output: AlertOutput;
  readonly alerts: AlertQuery;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Whether there is more than what is given. */
  readonly more: boolean;
  readonly notices: readonly Notice[];
}

/** A frame without what all of an answer share. */
export type Bare = Pick<Frame, 'name' | 'fields'> & { readonly type?: FrameMeta['type'] };

export function shapeIn({ output, alerts }: AlertFrameContext): AlertShape {
  return shapeOf(output, alerts);
}

/** The frames as Grafana takes them; notices are on the first alone, since it shows those of all. */
export function finished(frames: readonly Bare[], context: AlertFrameContext): Frame[] {
  const { refId, output, more, notices } = context;
  const custom: AlertFrameMeta = { nightjarAlerts: { version: 1, output, shape: shapeIn(context), more } };
  return frames.map(({ name, fields, type }, index) => ({
    name,
    refId,
    fields,
    meta: {
      ...(type === undefined ? {} : { type }),
      ...(type === 'numeric-multi' || type === 'timeseries-multi' ? { typeVersion: [0, 1] as const } : {}),
      ...(type === 'table' ? { preferredVisualisationType: 'table' as const } : {}),
      ...(index === 0 && notices.length > 0 ? { notices } : {}),
      custom,
    },
  }));
}

/** Columns of a table made from rows. */
export function columnsOf<Row>(rows: readonly Row[]) {
  return {
    time: (name: string, of: (row: Row) => number): Field => ({
      name,
      type: 'time',
      values: Float64Array.from(rows, of),
    }),
    number: (name: string, of: (row: Row) => number | null, unit?: string): Field => ({
      name,
      type: 'number',
      values: Float64Array.from(rows, (row) => of(row) ?? Number.NaN),
      ...(unit === undefined ? {} : { config: { unit } }),
    }),
    text: (name: string, of: (row: Row) => string): Field => ({
      name,
      type: 'string',
      values: rows.map((row) => readable(of(row))),
    }),
    /** For what Grafana takes for HTML: it shows the text as it is. */
    html: (name: string, of: (row: Row) => string): Field => ({
      name,
      type: 'string',
      values: rows.map((row) => asHtml(readable(of(row)))),
    }),
    flag: (name: string, of: (row: Row) => boolean): Field => ({
      name,
      type: 'boolean',
      values: Uint8Array.from(rows, (row) => Number(of(row))),
    }),
  };
}

const MOST_CHARACTERS = 1_000;

/** Text from outside in one cell: without control characters and what turns the direction of writing, and no longer than anybody reads. */
export function readable(text: string): string {
  const whole = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return whole.replace(/[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (one) =>
    /[\n\t]/.test(one) ? ' ' : ''
  );
}

function asHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}
