import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Request, Response } from 'express';
import { parseDuration } from '../../contract/duration.ts';
import { NightjarError, asNightjarError } from '../../backend/errors.ts';
import type { Labels } from '../../backend/series/series.ts';
import { FAMILIES } from '../shop/families.ts';
import { evaluate } from './evaluate.ts';
import type { Row } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { selectSeries } from './store.ts';
import type { SampleStore } from './store.ts';

export interface ReplayServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ReplayOptions {
  readonly store: SampleStore;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** The present, ms: the store is brought up to it at each request. */
  readonly clock?: () => number;
}

/** As in Prometheus: more points a series are refused. */
const MOST_POINTS = 11_000;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * As much of Prometheus's HTTP API over the demo's samples as its dashboards, the editor's completion and "Save & test" need. What it
 * cannot evaluate is answered with 400 and a sentence that says what it can.
 */
export async function serveReplay({ store, host, port, clock = Date.now }: ReplayOptions): Promise<ReplayServer> {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: 100_000 }));
  const answer = (path: string, make: (parameters: Parameters, request: Request) => unknown) => {
    const handle = (request: Request, response: Response) => {
      try {
        store.extend(clock());
        const body: Parameters = typeof request.body === 'object' && request.body !== null ? request.body : {};
        response.json({ status: 'success', data: make({ ...request.query, ...body }, request) });
      } catch (error) {
        const { status, message } = asNightjarError(error);
        response.status(status).json({ status: 'error', errorType: 'bad_data', error: message });
      }
    };
    app.get(path, handle);
    app.post(path, handle);
  };
  answer('/api/v1/query_range', (parameters) => queryRange(store, parameters));
  answer('/api/v1/query', (parameters) => queryInstant(store, parameters, clock()));
  answer('/api/v1/series', (parameters) => matching(store, parameters));
  answer('/api/v1/labels', (parameters) =>
    sorted(matching(store, parameters).flatMap((labels) => Object.keys(labels)))
  );
  answer('/api/v1/label/:name/values', (parameters, { params }) => {
    const name = String(params.name);
    return sorted(matching(store, parameters).flatMap((labels) => labels[name] ?? []));
  });
  answer('/api/v1/metadata', () =>
    Object.fromEntries(FAMILIES.map(({ name, type, help }) => [name, [{ type, help, unit: '' }]]))
  );
  answer('/api/v1/status/buildinfo', () => ({ application: 'The demo replay', version: '1' }));
  app.get(['/-/ready', '/-/healthy'], (_request, response) => {
    response.type('text/plain').send('The demo replay is ready.\n');
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function text(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string' || value === '') {
    throw new NightjarError('bad-request', `The parameter ${name} is missing.`);
  }
  return value;
}

/** Unix seconds or RFC 3339, as ms. */
function readTime(value: string): number {
  const ms = /^[\d.]+$/.test(value) ? Math.round(Number(value) * 1000) : Date.parse(value);
  if (!Number.isFinite(ms)) {
    throw new NightjarError('bad-request', `'${value}' is no time.`);
  }
  return ms;
}

function readStep(value: string): number {
  const ms = /^[\d.]+$/.test(value) ? Number(value) * 1000 : parseDuration(value);
  if (ms === null || !(ms > 0)) {
    throw new NightjarError('bad-request', `'${value}' is no step.`);
  }
  return ms;
}

function queryRange(store: SampleStore, parameters: Parameters): unknown {
  const expression = parseExpression(text(parameters, 'query'));
  const start = readTime(text(parameters, 'start'));
  const end = readTime(text(parameters, 'end'));
  const step = readStep(text(parameters, 'step'));
  const count = Math.floor((end - start) / step) + 1;
  if (count < 1 || count > MOST_POINTS) {
    throw new NightjarError('bad-request', `A range must have 1 to ${MOST_POINTS} points, not ${count}.`);
  }
  const rows = evaluate(store, expression, { start, step, count });
  return {
    resultType: 'matrix',
    result: rows.map((row) => matrixRow(row, start, step)).filter((row) => row.values.length > 0),
  };
}

function matrixRow(
  { labels, values }: Row,
  start: number,
  step: number
): { metric: Labels; values: [number, string][] } {
  const samples: [number, string][] = [];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      samples.push([(start + i * step) / 1000, sampleText(values[i])]);
    }
  }
  return { metric: labels, values: samples };
}

function queryInstant(store: SampleStore, parameters: Parameters, now: number): unknown {
  const expression = parseExpression(text(parameters, 'query'));
  const time = typeof parameters.time === 'string' ? readTime(parameters.time) : now;
  const rows = evaluate(store, expression, { start: time, step: 1000, count: 1 });
  if (expression.kind === 'number') {
    return { resultType: 'scalar', result: [time / 1000, sampleText(expression.value)] };
  }
  const there = rows.filter(({ values }) => !Number.isNaN(values[0]));
  return {
    resultType: 'vector',
    result: there.map(({ labels, values }) => ({ metric: labels, value: [time / 1000, sampleText(values[0])] })),
  };
}

function sampleText(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

/** Labels of the series that fit one of the `match[]` selectors; of all without any. */
function matching(store: SampleStore, parameters: Parameters): Labels[] {
  const given = parameters['match[]'];
  const selectors = given === undefined ? [] : Array.isArray(given) ? given.map(String) : [String(given)];
  if (selectors.length === 0) {
    return store.series.map(({ labels }) => labels);
  }
  const found = selectors.flatMap((selector) => {
    const expression = parseExpression(selector);
    if (expression.kind !== 'selector') {
      throw new NightjarError('bad-request', `'${selector}' is no selector.`);
    }
    return selectSeries(store, expression.matchers);
  });
  return [...new Set(found)].map(({ labels }) => labels);
}
