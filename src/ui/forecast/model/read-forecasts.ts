import { FieldType, getFieldDisplayName, getFieldSeriesColor } from '@grafana/data';
import type { DataFrame, Field, GrafanaTheme2, TimeZone } from '@grafana/data';
import { FIELD } from '../../../../contract/fields.ts';
import { FORECAST_FIELD } from '../../../../contract/forecast.ts';
import type { ForecastFrameMeta } from '../../../../contract/forecast.ts';
import { formatter } from '../../model/formatter.ts';
import { isFiniteNumber, lastOf } from './shown-forecast.ts';
import type { EarlierForecast, Interval, Line, ShownForecast, ShownLimit } from './shown-forecast.ts';

/** What keeps data from being drawn; the panel says it in words. */
export type Undrawable =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-forecast'; readonly fields: readonly string[] }
  | { readonly kind: 'numbers' };

export type ForecastReading =
  | { readonly ok: true; readonly forecasts: readonly ShownForecast[] }
  | { readonly ok: false; readonly why: Undrawable };

/** The shared scale of series without a unit. */
const PLAIN_SCALE = 'y';
/** Percent, where bounds come without a word on how much they hold. */
const USUAL_LEVEL = 95;

type Facts = ForecastFrameMeta['nightjarForecast'];

/** One column with the times it lies along, and where it was found. */
interface Found {
  readonly field: Field;
  readonly line: Line;
  readonly frame: DataFrame;
  readonly frameIndex: number;
}

/** What the frames say of one series, by the fields' names. */
interface Group {
  readonly labels: Readonly<Record<string, string>>;
  readonly columns: Map<string, Found>;
  facts: Facts | undefined;
}

/**
 * Finds the forecasts of a panel's frames by the field names of `contract/forecast.ts`. Columns of one series may stand in one frame or in several: they
 * belong together by their labels. Frames of earlier forecasts say so in their meta.
 */
export function readForecasts(frames: readonly DataFrame[], theme: GrafanaTheme2, timeZone: TimeZone): ForecastReading {
  const filled = frames.filter(({ length, fields }) => length > 0 && fields.length > 0);
  if (filled.length === 0) {
    return { ok: false, why: { kind: 'no-data' } };
  }
  const groups = new Map<string, Group>();
  const earlier: Found[] = [];
  frames.forEach((frame, frameIndex) => collect(frame, frameIndex, groups, earlier));
  const withMean = [...groups.values()].filter(({ columns }) => columns.has(FORECAST_FIELD.mean));
  if (withMean.length === 0) {
    const fields = [...new Set(filled.flatMap((frame) => frame.fields.map(({ name }) => name)))];
    const outputs = filled.map(factsOf).flatMap((facts) => facts?.output ?? []);
    const isNumbers = outputs.length > 0 && !outputs.includes('forecast');
    return { ok: false, why: isNumbers ? { kind: 'numbers' } : { kind: 'no-forecast', fields } };
  }
  const all = [...frames];
  return {
    ok: true,
    forecasts: withMean.map((group, index) => shown(group, earlierOf(group, earlier), index, all, theme, timeZone)),
  };
}

function factsOf(frame: DataFrame): Facts | undefined {
  return (frame.meta?.custom as Partial<ForecastFrameMeta> | undefined)?.nightjarForecast;
}

function collect(frame: DataFrame, frameIndex: number, groups: Map<string, Group>, earlier: Found[]): void {
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values as number[] | undefined;
  if (!times || frame.length === 0) {
    return;
  }
  const facts = factsOf(frame);
  for (const field of frame.fields.filter(({ type }) => type === FieldType.number)) {
    const found = { field, line: { times, values: field.values as Array<number | null> }, frame, frameIndex };
    if (facts?.isEarlier) {
      if (field.name === FORECAST_FIELD.mean) {
        earlier.push(found);
      }
      continue;
    }
    const labels = field.labels ?? {};
    const key = JSON.stringify(Object.entries(labels).sort());
    const group = groups.get(key) ?? { labels, columns: new Map<string, Found>(), facts };
    groups.set(key, group);
    group.facts ??= facts;
    if (!group.columns.has(field.name)) {
      group.columns.set(field.name, found);
    }
  }
}

/** Earlier forecasts of the series: they carry its labels, and perhaps one more that tells the origin. */
function earlierOf({ labels }: Group, earlier: readonly Found[]): EarlierForecast[] {
  const own = Object.entries(labels);
  return earlier
    .filter(({ field }) => own.every(([name, value]) => field.labels?.[name] === value))
    .map(({ frame, line }) => ({ origin: factsOf(frame)?.origin ?? null, line: present(line) }))
    .sort((a, b) => (b.origin ?? 0) - (a.origin ?? 0));
}

function shown(
  { labels, columns, facts }: Group,
  earlier: EarlierForecast[],
  index: number,
  all: DataFrame[],
  theme: GrafanaTheme2,
  timeZone: TimeZone
): ShownForecast {
  const meanFound = columns.get(FORECAST_FIELD.mean) as Found;
  const found = columns.get(FIELD.value) ?? meanFound;
  const { field, frame, frameIndex } = found;
  const mean = present(meanFound.line);
  const values = columns.get(FIELD.value)?.line ?? { times: [], values: [] };
  const origin = facts?.origin ?? Math.min(lastOf(values)?.time ?? Infinity, (mean.times[0] ?? 0) - 1);
  return {
    name: getFieldDisplayName(field, frame, all),
    labels,
    color: getFieldSeriesColor({ ...field, state: { ...field.state, seriesIndex: index } }, theme).color,
    visible: !field.config.custom?.hideFrom?.viz,
    scaleKey: field.config.unit ?? PLAIN_SCALE,
    format: formatter(field, theme, timeZone),
    unit: field.config.unit,
    history: known(values, origin),
    fitted: present(columns.get(FORECAST_FIELD.fitted)?.line ?? { times: [], values: [] }),
    mean,
    intervals: intervalsOf(columns, mean, facts?.level ?? USUAL_LEVEL),
    earlier,
    limit: limitOf(columns, mean, facts),
    hits: facts?.hits ?? null,
    origin,
    facts: facts ?? null,
    place: { frameIndex, fieldIndex: frame.fields.indexOf(field) },
  };
}

/** The rows in which a column has a value. */
function present({ times, values }: Line): Line {
  const rows = times.flatMap((_, index) => (isFiniteNumber(values[index]) ? index : []));
  return { times: rows.map((row) => times[row]), values: rows.map((row) => values[row]) };
}

/** The values up to the origin, gaps and all, and what has come since. */
function known({ times, values }: Line, origin: number): Line {
  const rows = times.flatMap((time, index) => (time <= origin || isFiniteNumber(values[index]) ? index : []));
  return { times: rows.map((row) => times[row]), values: rows.map((row) => values[row]) };
}

function intervalsOf(columns: ReadonlyMap<string, Found>, mean: Line, level: number): Interval[] {
  const bounds = new RegExp(`^${FORECAST_FIELD.lower}(?:_(\\d+(?:\\.\\d+)?))?$`);
  return [...columns.keys()]
    .flatMap((name): Interval[] => {
      const match = bounds.exec(name);
      const upper = match && columns.get(name.replace(FORECAST_FIELD.lower, FORECAST_FIELD.upper));
      const lower = match && columns.get(name);
      return lower && upper
        ? [
            {
              level: match[1] === undefined ? level : Number(match[1]),
              lower: along(mean.times, lower.line),
              upper: along(mean.times, upper.line),
            },
          ]
        : [];
    })
    .sort((a, b) => b.level - a.level);
}

/** A column's values at other times: null where it has none. */
function along(at: readonly number[], { times, values }: Line): Array<number | null> {
  const byTime = new Map(times.map((time, index) => [time, values[index]]));
  return at.map((time) => byTime.get(time) ?? null);
}

function limitOf(columns: ReadonlyMap<string, Found>, mean: Line, facts: Facts | undefined): ShownLimit | null {
  const side = facts?.hits?.side ?? 'above';
  const column = columns.get(FORECAST_FIELD.limit);
  if (column) {
    const line = present(column.line);
    return line.times.length > 0 ? { line, side } : null;
  }
  return facts?.hits ? { line: constant(mean.times, facts.hits.limit), side } : null;
}

/** The same value from the first to the last of these times. */
export function constant(times: readonly number[], value: number): Line {
  const ends = [times[0], times[times.length - 1]].filter((time) => time !== undefined);
  return { times: ends, values: ends.map(() => value) };
}
