import { NightjarError } from '../../errors.ts';
import type { Labels } from '../../series/series.ts';

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

interface Result {
  metric?: unknown;
  values?: unknown;
  histograms?: unknown;
}

/**
 * Reads the JSON of Prometheus's `/api/v1/query_range` (https://prometheus.io/docs/prometheus/latest/querying/api/).
 * Samples may come in any order. Throws `source-broken-reply` for what is no such JSON and `source-rejected` for an error of
 * Prometheus in a reply of status 200.
 */
export function parseMatrix(body: Uint8Array, grid: Grid): Matrix {
  const reply = parseReply(body);
  const data = reply.data;
  if (!isRecord(data) || data.resultType !== 'matrix' || !Array.isArray(data.result)) {
    throw new NightjarError(
      'source-broken-reply',
      'The reply of Prometheus holds no matrix: is the URL that of its query API?'
    );
  }
  const flaws: Flaws = { infinite: 0, offGrid: 0, duplicate: 0, histograms: 0 };
  const labels: Labels[] = [];
  const rows: Float64Array[] = [];
  for (const result of data.result as Result[]) {
    if (!Array.isArray(result.values)) {
      flaws.histograms += Array.isArray(result.histograms) ? 1 : 0;
      continue;
    }
    labels.push(readLabels(result.metric));
    rows.push(readRow(result.values, grid, flaws));
  }
  return { labels, rows, warnings: readTexts(reply.warnings).concat(readTexts(reply.infos)), flaws };
}

/** The outer object of any reply of Prometheus's API with `status: success`. Errors as for `parseMatrix`. */
export function parseReply(body: Uint8Array): Record<string, unknown> {
  let reply: unknown;
  try {
    reply = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch (error) {
    throw new NightjarError(
      'source-broken-reply',
      `The reply of Prometheus is no valid JSON (${body.length} bytes): it was cut off, or a proxy changed it.`,
      { cause: error }
    );
  }
  if (!isRecord(reply) || (reply.status !== 'success' && reply.status !== 'error')) {
    throw new NightjarError(
      'source-not-prometheus',
      'The reply is JSON, but not of Prometheus: check the URL in the datasource settings.'
    );
  }
  if (reply.status === 'error') {
    throw new NightjarError('source-rejected', `Prometheus refused the query: ${String(reply.error).slice(0, 500)}`);
  }
  return reply;
}

function readRow(samples: unknown[], grid: Grid, flaws: Flaws): Float64Array {
  const row = new Float64Array(grid.count).fill(Number.NaN);
  const seen = new Uint8Array(grid.count);
  for (const sample of samples) {
    if (!Array.isArray(sample)) {
      continue;
    }
    const offset = (Number(sample[0]) * 1000 - grid.start) / grid.step;
    const index = Math.round(offset);
    if (!(index >= 0 && index < grid.count) || Math.abs(offset - index) * grid.step > 1.5) {
      flaws.offGrid++;
      continue;
    }
    flaws.duplicate += seen[index];
    seen[index] = 1;
    const value = readNumber(sample[1]);
    if (value === Infinity || value === -Infinity) {
      flaws.infinite++;
      row[index] = Number.NaN;
    } else {
      row[index] = value;
    }
  }
  return row;
}

/** Prometheus writes numbers as text: `1.5`, `1e+15`, `NaN`, `+Inf`, `-Inf`. */
function readNumber(text: unknown): number {
  switch (text) {
    case '+Inf':
    case 'Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    case '':
      return Number.NaN;
    default:
      return typeof text === 'string' || typeof text === 'number' ? Number(text) : Number.NaN;
  }
}

function readLabels(metric: unknown): Labels {
  if (!isRecord(metric)) {
    return {};
  }
  return Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, String(value)]));
}

function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map((text) => String(text).slice(0, 300)) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
