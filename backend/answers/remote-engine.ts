import { Agent, request } from 'undici';
import { z } from 'zod';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../contract/settings.ts';
import { NightjarError } from '../errors.ts';
import { decodeJson } from '../frames/decode-json.ts';
import { bearer, readBase, readTls } from '../sources/prometheus/address.ts';
import { concealing } from '../sources/prometheus/conceal.ts';
import { codeOf } from '../sources/prometheus/failures.ts';
import type { HealthReport, IncomingQuery, QueryAnswer } from './engine.ts';
import { remoteError } from './remote-error.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Options = { readonly signal?: AbortSignal; readonly patient?: boolean };

const queryReply = z.object({
  results: z.record(
    z.string(),
    z.object({
      frames: z.array(z.unknown()).default([]),
      error: z.string().optional(),
      errorCode: z.string().optional(),
    })
  ),
});
const healthReply = z.object({
  engine: z.object({ version: z.string() }),
  prometheus: z.object({ ok: z.boolean(), message: z.string() }),
});
const metadataReply = z.object({ data: z.unknown() });
const errorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Fits may take longer than one request to Prometheus: the engine is given this much more time, in ms. */
const EXTRA_MS = 60_000;

/** Another machine's engine (`nightjar serve`): its routes asked instead of computing here. It uses its own Prometheus. */
export class RemoteEngine {
  private readonly base: string;
  private readonly headers: Readonly<Record<string, string>>;
  /** Strikes the token out of what the engine, or what stands in its place, says. */
  private readonly conceal: (text: string) => string;
  private readonly timeoutMs: number;
  private readonly agent: Agent;

  /** Throws `bad-settings`. */
  constructor(settings: DatasourceSettings, secrets: Readonly<Record<string, string>>) {
    this.base = readBase(settings.engineUrl ?? '', "The engine's URL");
    this.headers = secrets.engineToken ? { authorization: bearer(secrets.engineToken) } : {};
    this.conceal = concealing(this.headers);
    this.timeoutMs = (settings.timeoutSeconds ?? SETTINGS_DEFAULTS.timeoutSeconds) * 1_000 + EXTRA_MS;
    this.agent = new Agent({
      connect: { ...readTls(settings, secrets), timeout: 10_000 },
      headersTimeout: this.timeoutMs,
      bodyTimeout: this.timeoutMs,
    });
  }

  /** Queries of one range go in one request. Failures of the way become the answers' errors. */
  async answerQueries(queries: readonly IncomingQuery[], options: Options): Promise<QueryAnswer[]> {
    const ranges = Map.groupBy(queries, ({ from, to }) => `${from} ${to}`);
    const answers = await Promise.all([...ranges.values()].map((group) => this.answerGroup(group, options)));
    const byId = new Map(answers.flat().map((answer) => [answer.refId, answer]));
    return queries.flatMap(({ refId }) => byId.get(refId) ?? []);
  }

  async checkHealth(signal?: AbortSignal): Promise<HealthReport> {
    try {
      const { engine, prometheus } = healthReply.parse(await this.ask('GET', '/api/v1/health', undefined, signal));
      const details = { engineVersion: engine.version };
      return prometheus.ok
        ? {
            ok: true,
            message: `The engine at ${this.base} (Nightjar ${engine.version}) answers, and so does its Prometheus.`,
            details,
          }
        : {
            ok: false,
            message: `The engine at ${this.base} answers, but not its Prometheus: ${this.conceal(prometheus.message)}`,
            details,
          };
    } catch (error) {
      const { code, message, source } = this.failure(error);
      return { ok: false, message, details: { code, errorSource: source } };
    }
  }

  /** What a metadata path of the engine's Prometheus answers (`/api/v1/labels`). */
  async metadata(
    path: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    signal?: AbortSignal
  ): Promise<unknown> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of typeof value === 'string' ? [value] : value) {
        query.append(name, one);
      }
    }
    try {
      const address = path.replace('/api/v1/', '/api/v1/prometheus/');
      return metadataReply.parse(await this.ask('GET', `${address}?${query}`, undefined, signal)).data;
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** A POST of JSON to one of the engine's routes, its reply as it is. Throws NightjarErrors. */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.send('POST', path, body, signal);
  }

  /** A request of JSON to one of the engine's routes, its reply as it is. Throws NightjarErrors. */
  async send(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
    try {
      return await this.ask(method, path, body, signal);
    } catch (error) {
      throw this.failure(error);
    }
  }

  close(): Promise<void> {
    return this.agent.close();
  }

  private async answerGroup(group: readonly IncomingQuery[], { patient, signal }: Options): Promise<QueryAnswer[]> {
    const queries = group.map(({ refId, model }) => ({ ...(typeof model === 'object' ? model : {}), refId }));
    const { from, to } = group[0];
    try {
      const { results } = queryReply.parse(
        await this.ask('POST', '/api/v1/query', { from, to, queries, patient }, signal)
      );
      return group.map(({ refId }) => {
        const result = results[refId];
        const error =
          result.error === undefined ? undefined : remoteError(result.errorCode, this.conceal(result.error));
        return { refId, frames: result.frames.map(decodeJson), ...(error ? { error } : {}) };
      });
    } catch (error) {
      const failure = this.failure(error);
      return group.map(({ refId }) => ({ refId, frames: [], error: failure }));
    }
  }

  private async ask(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
    const deadline = AbortSignal.timeout(this.timeoutMs);
    const { statusCode, body: reply } = await request(`${this.base}${path}`, {
      method,
      dispatcher: this.agent,
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data: unknown = JSON.parse(await reply.text());
    if (statusCode >= 400) {
      const { code, message } = errorReply.parse(data).error;
      throw remoteError(code, this.conceal(message));
    }
    return data;
  }

  private failure(error: unknown): NightjarError {
    if (error instanceof NightjarError) {
      return error;
    }
    const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
    const code = codeOf(error);
    if (name === 'AbortError') {
      return new NightjarError('cancelled', 'The request was cancelled.', { cause: error });
    }
    if (name === 'TimeoutError' || code.includes('TIMEOUT')) {
      return new NightjarError(
        'source-timeout',
        `The engine at ${this.base} did not answer in time: ask for less, or raise the timeout.`
      );
    }
    if (name === 'SyntaxError' || name === 'ZodError' || name === '$ZodError' || name === 'RangeError') {
      return new NightjarError(
        'source-broken-reply',
        `What answers at ${this.base} is no Nightjar engine of this version: check the engine's URL.`,
        { cause: error }
      );
    }
    return new NightjarError(
      'source-unreachable',
      `The engine at ${this.base} cannot be reached${code ? ` (${code})` : ''}: check that "nightjar serve" runs there, and its URL.`,
      { cause: error }
    );
  }
}
