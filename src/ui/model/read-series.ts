import { FieldType, getFieldDisplayName } from '@grafana/data';
import type { DataFrame, Field } from '@grafana/data';
import { FIELD } from '../../../contract/fields.ts';
import type { FrameMetaCustom } from '../../../contract/detection.ts';
import type { Column, SourceSeries } from './anomaly-series.ts';

/** What keeps data from being drawn; the panel says it in words. */
export type Unreadable =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-time'; readonly fields: readonly string[] }
  | { readonly kind: 'no-number'; readonly fields: readonly string[] }
  | { readonly kind: 'no-results'; readonly fields: readonly string[] }
  | { readonly kind: 'scores-only' }
  | { readonly kind: 'intervals' };

export type Reading =
  { readonly ok: true; readonly series: readonly SourceSeries[] } | { readonly ok: false; readonly why: Unreadable };

const NUMERIC = [FIELD.expected, FIELD.lower, FIELD.upper, FIELD.score] as const;

/**
 * Finds the series of a panel's frames by the field names of `contract/fields.ts`. A frame may hold one series or, as a joined frame
 * does, several that are told apart by their labels. The value is the field called `value`, else the first number that is no result.
 */
export function readSeries(frames: readonly DataFrame[]): Reading {
  const filled = frames.filter((frame) => frame.length > 0 && frame.fields.length > 0);
  if (filled.length === 0) {
    return { ok: false, why: { kind: 'no-data' } };
  }
  const all = [...frames];
  const series = frames.flatMap((frame, frameIndex) => (frame.length > 0 ? seriesOfFrame(frame, frameIndex, all) : []));
  if (series.some((one) => one.value && hasResults(one))) {
    return { ok: true, series: series.filter((one) => one.value) };
  }
  return { ok: false, why: whyNot(filled, series) };
}

function whyNot(frames: readonly DataFrame[], series: readonly SourceSeries[]): Unreadable {
  const fields = [...new Set(frames.flatMap((frame) => frame.fields.map((field) => field.name)))];
  if (fields.includes(FIELD.timeEnd) && fields.includes(FIELD.severity)) {
    return { kind: 'intervals' };
  }
  if (!frames.some((frame) => frame.fields.some((field) => field.type === FieldType.time))) {
    return { kind: 'no-time', fields };
  }
  if (series.length === 0) {
    return { kind: 'no-number', fields };
  }
  return series.some((one) => one.score) ? { kind: 'scores-only' } : { kind: 'no-results', fields };
}

function hasResults(series: SourceSeries): boolean {
  return Boolean(series.expected ?? series.lower ?? series.upper ?? series.score ?? series.anomaly);
}

function seriesOfFrame(frame: DataFrame, frameIndex: number, all: DataFrame[]): SourceSeries[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (!time) {
    return [];
  }
  const groups = new Map<string, Map<string, Field>>();
  for (const field of frame.fields) {
    if (field.type !== FieldType.number && field.type !== FieldType.boolean) {
      continue;
    }
    const key = JSON.stringify(Object.entries(field.labels ?? {}).sort());
    const group = groups.get(key) ?? new Map<string, Field>();
    groups.set(key, group.set(roleOf(field, group), field));
  }
  const meta = (frame.meta?.custom as Partial<FrameMetaCustom> | undefined)?.nightjar;
  return [...groups.values()].map((group) => {
    const field = group.get(FIELD.value) ?? [...group.values()][0];
    return {
      name: getFieldDisplayName(field, frame, all),
      field,
      frameIndex,
      fieldIndex: frame.fields.indexOf(field),
      times: time.values as number[],
      value: group.get(FIELD.value)?.values as Column | undefined,
      ...Object.fromEntries(NUMERIC.map((name) => [name, group.get(name)?.values])),
      anomaly: group.get(FIELD.anomaly)?.values as boolean[] | undefined,
      meta: groups.size === 1 ? meta : undefined,
    };
  });
}

/** The field's part in its series: a known name, else the value (once). */
function roleOf(field: Field, group: ReadonlyMap<string, Field>): string {
  const known = [...NUMERIC, FIELD.value].find((name) => name === field.name);
  if (known && field.type === FieldType.number) {
    return known;
  }
  if (field.type === FieldType.boolean) {
    return field.name;
  }
  return group.has(FIELD.value) ? field.name : FIELD.value;
}
