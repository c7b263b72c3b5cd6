import { NightjarError } from '../../errors.ts';
import type { Labels } from '../../series/series.ts';
import { ByteReader, UnexpectedByte } from './byte-reader.ts';
import { parseReply } from './parse-reply.ts';

const PARTIAL = 'The reply is partial: some of the storage behind the source did not answer.';

/** A regular grid of instants: `count` of them, `step` ms apart, the first at `start` (ms since the epoch). */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** A reply of `query_range` on its grid: `rows[i]` are the values of the series with `labels[i]`, NaN where it has no sample. */
export interface Matrix {
  readonly labels: readonly Labels[];
  readonly rows: readonly Float64Array[];
  readonly warnings: readonly string[];
  readonly flaws: Flaws;
}

/** Samples that were not taken as they came. */
export interface Flaws {
  /** +Inf or -Inf, taken as missing. */
  infinite: number;
  /** Off the grid, left out. */
  offGrid: number;
  /** Two or more at one instant: the last one stands. */
  duplicate: number;
  /** Series with native histograms and no floats, left out. */
  histograms: number;
}

/**
 * Reads the JSON of Prometheus's `/api/v1/query_range` (https://prometheus.io/docs/prometheus/latest/querying/api/) sample by
 * sample, without building it as objects: memory is that of the rows. Samples may come in any order. Throws
 * `source-broken-reply` for what is no such JSON and `source-rejected` for an error of Prometheus in a reply of status 200.
 */
export function parseMatrix(body: Uint8Array, grid: Grid): Matrix {
  const labels: Labels[] = [];
  const rows: Float64Array[] = [];
  const warnings: string[] = [];
  const flaws: Flaws = { infinite: 0, offGrid: 0, duplicate: 0, histograms: 0 };
  const reader = new ByteReader(body);
  let status: unknown;
  let resultType: unknown;
  let hasResult = false;
  const readSeries = (): void => {
    let metric: unknown;
    let row: Float64Array | undefined;
    let histograms = false;
    reader.members((name) => {
      if (name === 'metric') {
        metric = reader.value();
      } else if (name === 'values') {
        row = readRow(reader, grid, flaws);
      } else {
        histograms ||= name === 'histograms';
        reader.skip();
      }
    });
    if (row) {
      labels.push(readLabels(metric));
      rows.push(row);
    } else if (histograms) {
      flaws.histograms++;
    }
  };
  try {
    reader.members((name) => {
      if (name === 'status') {
        status = reader.value();
      } else if (name === 'warnings' || name === 'infos') {
        warnings.push(...readTexts(reader.value()));
      } else if (name === 'isPartial') {
        // VictoriaMetrics has no warnings, but this.
        warnings.push(...(reader.value() === true ? [PARTIAL] : []));
      } else if (name === 'data' && reader.peek() === 0x7b) {
        reader.members((part) => {
          if (part === 'resultType') {
            resultType = reader.value();
          } else if (part === 'result' && (resultType ?? 'matrix') === 'matrix') {
            hasResult = true;
            reader.items(readSeries);
          } else {
            reader.skip();
          }
        });
      } else {
        reader.skip();
      }
    });
  } catch (error) {
    if (!(error instanceof UnexpectedByte) && !isSyntaxError(error)) {
      throw error;
    }
    // JSON.parse knows best whether it is JSON at all; if it is, it is none of this form.
    parseReply(body);
    throw noMatrix(error);
  }
  if (status !== 'success' || resultType !== 'matrix' || !hasResult) {
    parseReply(body);
    throw noMatrix();
  }
  return { labels, rows, warnings, flaws };
}

function readRow(reader: ByteReader, grid: Grid, flaws: Flaws): Float64Array {
  const { start, step, count } = grid;
  const row = new Float64Array(count).fill(Number.NaN);
  let seen: Set<number> | null = null;
  let last = -1;
  reader.items(() => {
    reader.expect(0x5b);
    const offset = (reader.number() * 1000 - start) / step;
    reader.expect(0x2c);
    const value = reader.number();
    reader.expect(0x5d);
    const index = Math.round(offset);
    if (!(index >= 0 && index < count) || Math.abs(offset - index) * step > 1.5) {
      flaws.offGrid++;
      return;
    }
    if (index <= last) {
      // Out of order: from here on it must be remembered which instants had a sample.
      seen ??= new Set([...row.keys()].filter((at) => at <= last && !Number.isNaN(row[at])));
      flaws.duplicate += seen.has(index) ? 1 : 0;
    }
    seen?.add(index);
    last = Math.max(last, index);
    const finite = value !== Infinity && value !== -Infinity;
    flaws.infinite += finite ? 0 : 1;
    row[index] = finite ? value : Number.NaN;
  });
  return row;
}

function readLabels(metric: unknown): Labels {
  if (typeof metric !== 'object' || metric === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, String(value)]));
}

function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map((text) => String(text).slice(0, 300)) : [];
}

function isSyntaxError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'SyntaxError';
}

function noMatrix(cause?: unknown): NightjarError {
  return new NightjarError(
    'source-broken-reply',
    'The reply of Prometheus holds no matrix: is the URL that of its query API?',
    { cause }
  );
}
