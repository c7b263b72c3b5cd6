import type { ForecastRecord } from '../../forecasts/forecast-record.ts';
import { packColumns, unpackColumns } from './columns.ts';

/** A forecast and the place of its series in the monitor's results. */
export interface PlacedForecast {
  readonly ordinal: number;
  readonly record: ForecastRecord;
}

/** What is read of a forecast without the rest: numbers in single precision, NaN where there is none. */
export interface KeptForecast {
  readonly ordinal: number;
  readonly origin: number;
  readonly step: number;
  /** Number of steps. */
  readonly count: number;
  readonly facts: ForecastFacts;
  readonly mean: Float32Array;
  /** Bounds of the interval of a level (0..1); null where there is none of that level. */
  interval(level: number): { readonly lower: Float32Array; readonly upper: Float32Array } | null;
  /** How probable it is to be past the limit by each step; none without a limit. */
  readonly byStep: Float32Array;
  /** All of it, but for past and earlier forecasts. */
  record(labels: Readonly<Record<string, string>>): ForecastRecord;
}

type Hits = NonNullable<ForecastRecord['hits']>;

/** Everything of a forecast that is no column. */
export interface ForecastFacts extends Pick<
  ForecastRecord,
  'unit' | 'forecaster' | 'members' | 'periods' | 'trained' | 'notes'
> {
  readonly levels: readonly number[];
  readonly components: readonly Pick<ForecastRecord['components'][number], 'kind' | 'name'>[];
  readonly accuracy: Omit<ForecastRecord['accuracy'], 'byLead'>;
  readonly hits: Omit<Hits, 'byStep'> | null;
}

interface Header {
  readonly origin: number;
  readonly step: number;
  readonly count: number;
  readonly series: readonly { readonly ordinal: number; readonly first: number; readonly facts: ForecastFacts }[];
}

const LEAD_COLUMNS = ['mae', 'naiveMae', 'coverage'] as const;

/** Forecasts of a monitor's series from one origin, at one step and horizon, as bytes; what was before the origin is left out. */
export function encodeForecasts(forecasts: readonly PlacedForecast[]): Uint8Array {
  const columns: Float32Array[] = [];
  const series = forecasts.map(({ ordinal, record }) => {
    const first = columns.length;
    const { intervals, components, accuracy, hits, unit, forecaster, members, periods, trained, notes } = record;
    const { byLead, ...judged } = accuracy;
    columns.push(Float32Array.from(record.mean));
    intervals.forEach(({ lower, upper }) => columns.push(Float32Array.from(lower), Float32Array.from(upper)));
    components.forEach(({ values }) => columns.push(Float32Array.from(values)));
    // In steps: single precision does not hold every count of milliseconds.
    columns.push(Float32Array.from(byLead, ({ lead }) => lead / record.step));
    LEAD_COLUMNS.forEach((name) => columns.push(Float32Array.from(byLead, (one) => one[name] ?? Number.NaN)));
    columns.push(Float32Array.from(hits?.byStep ?? []));
    const { byStep: _byStep, ...hit } = hits ?? { byStep: [] };
    const facts = {
      unit,
      forecaster,
      members,
      periods,
      trained,
      notes,
      levels: intervals.map(({ level }) => level),
      components: components.map(({ kind, name }) => ({ kind, name })),
      accuracy: judged,
      hits: hits && hit,
    };
    return { ordinal, first, facts };
  });
  const { origin = 0, step = 0, mean = [] } = forecasts[0]?.record ?? {};
  return packColumns({ origin, step, count: mean.length, series }, columns);
}

/** Opposite of `encodeForecasts`; `only`: the series that are wanted. Throws `internal` for bytes that are no forecasts. */
export function decodeForecasts(bytes: Uint8Array, only: (ordinal: number) => boolean = () => true): KeptForecast[] {
  const { header, column } = unpackColumns<Header>(bytes);
  const { origin, step, count } = header;
  return header.series
    .filter(({ ordinal }) => only(ordinal))
    .map(({ ordinal, first, facts }) => ({
      ordinal,
      origin,
      step,
      count,
      facts,
      get mean() {
        return column(first);
      },
      get byStep() {
        return column(first + byStepAt(facts));
      },
      interval(level) {
        const at = facts.levels.findIndex((one) => Math.abs(one - level) < 1e-9);
        return at < 0 ? null : { lower: column(first + 1 + 2 * at), upper: column(first + 2 + 2 * at) };
      },
      record: (labels) => recordOf({ origin, step, count }, facts, (index) => column(first + index), labels),
    }));
}

function recordOf(
  { origin, step, count }: Pick<Header, 'origin' | 'step' | 'count'>,
  facts: ForecastFacts,
  column: (index: number) => Float32Array,
  labels: Readonly<Record<string, string>>
): ForecastRecord {
  const { levels, components, accuracy, hits, ...rest } = facts;
  const numbers = (index: number): number[] => Array.from(column(index));
  const componentsAt = 1 + 2 * levels.length;
  const leadsAt = componentsAt + components.length;
  const [mae, naiveMae, coverage] = LEAD_COLUMNS.map((_, i) => column(leadsAt + 1 + i));
  return {
    ...rest,
    labels: { ...labels },
    origin,
    step,
    horizon: count * step,
    times: Array.from({ length: count }, (_, i) => origin + (i + 1) * step),
    mean: numbers(0),
    intervals: levels.map((level, i) => ({ level, lower: numbers(1 + 2 * i), upper: numbers(2 + 2 * i) })),
    components: components.map((one, i) => ({ ...one, values: numbers(componentsAt + i) })),
    accuracy: {
      ...accuracy,
      byLead: numbers(leadsAt).map((lead, i) => ({
        lead: Math.round(lead * step),
        mae: known(mae[i]),
        naiveMae: known(naiveMae[i]),
        coverage: known(coverage[i]),
      })),
    },
    hits: hits && { ...hits, byStep: numbers(byStepAt(facts)) },
    history: { times: [], values: [] },
    fitted: { times: [], values: [] },
    earlier: [],
  };
}

/** The column that how probable it is to be past the limit stands in, counted from the mean. */
function byStepAt({ levels, components }: ForecastFacts): number {
  return 1 + 2 * levels.length + components.length + 1 + LEAD_COLUMNS.length;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
