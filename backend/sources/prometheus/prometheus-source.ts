import { NightjarError } from '../../errors.ts';
import type { RangeReply, RangeRequest, SeriesSource } from '../source.ts';
import type { PrometheusAddress } from './address.ts';
import { concealing } from './conceal.ts';
import type { ClientLimits } from './http-client.ts';
import { PrometheusClient } from './http-client.ts';
import { joinPieces } from './join-pieces.ts';
import type { Flaws, Grid, Matrix } from './parse-matrix.ts';
import { parseMatrix } from './parse-matrix.ts';
import { parseReply } from './parse-reply.ts';
import { planRequests } from './plan-requests.ts';

/** How a reply's body is read; the engine puts large ones into a worker. */
export type MatrixParser = (body: Uint8Array, grid: Grid, signal?: AbortSignal) => Promise<Matrix>;

/** Instants of a request from which its series are counted beforehand. */
const COUNTED_FROM = 1_000;

/** Prometheus, or what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics). */
export class PrometheusSource implements SeriesSource {
  readonly identity: string;
  private readonly client: PrometheusClient;
  private readonly address: PrometheusAddress;
  private readonly parse: MatrixParser;
  private readonly conceal: (text: string) => string;

  constructor(
    address: PrometheusAddress,
    limits: ClientLimits,
    parse: MatrixParser = async (b, g) => parseMatrix(b, g)
  ) {
    this.identity = address.identity;
    this.address = address;
    this.client = new PrometheusClient(address, limits);
    this.parse = parse;
    this.conceal = concealing(address.headers);
  }

  async queryRange(request: RangeRequest): Promise<RangeReply> {
    const { start, end, step } = request;
    const grid = { start, step, count: Math.floor((end - start) / step) + 1 };
    if (grid.count > this.address.maxPoints) {
      throw tooManyPoints(`one series alone has ${grid.count} points`, this.address.maxPoints);
    }
    const expected = grid.count >= COUNTED_FROM ? await this.countSeries(request) : 1;
    const pieces = await Promise.all(
      planRequests(grid, expected).map(async (piece) => ({ grid: piece, matrix: await this.askPiece(request, piece) }))
    );
    const series = joinPieces(grid, pieces);
    if (series.length > this.address.maxSeries) {
      throw tooManySeries(series.length, this.address.maxSeries);
    }
    if (series.length * grid.count > this.address.maxPoints) {
      throw tooManyPoints(
        `${series.length} series of ${grid.count} points are ${series.length * grid.count} points`,
        this.address.maxPoints
      );
    }
    const warnings = new Set(pieces.flatMap(({ matrix }) => matrix.warnings.map(this.conceal)));
    for (const flaw of describeFlaws(pieces.map(({ matrix }) => matrix.flaws))) {
      warnings.add(flaw);
    }
    return { series, warnings: [...warnings] };
  }

  /** GET of a metadata path, its `data` given on as it is. `path` comes from the routes' fixed list. */
  async metadata(
    path: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    signal?: AbortSignal
  ): Promise<unknown> {
    return this.discreetly(
      async () => parseReply(await this.client.ask(path, parameters, { form: false, signal })).data
    );
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /**
   * Counts the series at the range's end before much is asked for, to spare Prometheus and the network what would be refused; 1 where
   * they cannot be counted. Throws `too-many-series`.
   */
  private async countSeries({ expr, end, step, signal }: RangeRequest): Promise<number> {
    const instant = { start: end, step, count: 1 };
    let counted: Matrix;
    try {
      counted = await this.askPiece({ expr: `count((${expr}\n))`, start: end, end, step, signal }, instant);
    } catch (error) {
      // Scalars and strings cannot be counted; whatever else is wrong shows in the query itself.
      if (error instanceof NightjarError && error.code === 'source-rejected') {
        return 1;
      }
      throw error;
    }
    const count = counted.rows[0]?.[0] ?? 0;
    if (count > this.address.maxSeries) {
      throw tooManySeries(count, this.address.maxSeries);
    }
    return count;
  }

  private async askPiece(request: RangeRequest, piece: Grid): Promise<Matrix> {
    const parameters = {
      query: request.expr,
      start: (piece.start / 1000).toFixed(3),
      end: ((piece.start + (piece.count - 1) * piece.step) / 1000).toFixed(3),
      step: String(piece.step / 1000),
      timeout: `${Math.ceil(this.address.timeoutMs / 1000)}s`,
      limit: String(this.address.maxSeries + 1),
    };
    const { signal } = request;
    const matrix = await this.discreetly(async () => {
      const body = await this.client.ask('/api/v1/query_range', parameters, { form: true, signal });
      return this.parse(body, piece, signal);
    });
    if (matrix.labels.length > this.address.maxSeries) {
      throw tooManySeries(matrix.labels.length, this.address.maxSeries);
    }
    return matrix;
  }

  /** Fails with the work's own error, less the secrets a server may have repeated in it. */
  private async discreetly<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NightjarError)) {
        throw error;
      }
      throw new NightjarError(error.code, this.conceal(error.message), { cause: error.cause });
    }
  }
}

function tooManySeries(count: number, cap: number): NightjarError {
  return new NightjarError(
    'too-many-series',
    `The query gives ${count} series or more, and the cap is ${cap}: narrow it with labels, sum or topk, or raise "Maximum series" (maxSeries) in the datasource settings.`
  );
}

function tooManyPoints(what: string, cap: number): NightjarError {
  return new NightjarError(
    'too-many-points',
    `The query is too large: ${what}, and the cap is ${cap}. Take a coarser step, a shorter training window or range, or raise "Maximum points" (maxPoints) in the datasource settings.`
  );
}

function describeFlaws(flaws: readonly Flaws[]): string[] {
  const total = (key: keyof Flaws): number => flaws.reduce((sum, one) => sum + one[key], 0);
  const texts: string[] = [];
  if (total('infinite') > 0) {
    texts.push(`${total('infinite')} infinite values are taken as missing.`);
  }
  if (total('offGrid') > 0) {
    texts.push(`${total('offGrid')} samples lie between the query's instants and were left out.`);
  }
  if (total('duplicate') > 0) {
    texts.push(`${total('duplicate')} samples share an instant with another one; the last one counts.`);
  }
  if (total('histograms') > 0) {
    texts.push('Native histograms were left out: take histogram_quantile() or rate() of their count.');
  }
  return texts;
}
