import { asNightjarError } from '../errors.ts';
import type { LocalConnection, OpenConnection } from './connections.ts';
import type { HealthReport } from './engine.ts';
import { describeStore } from '../store/status.ts';
import type { Store } from '../store/store.ts';

/**
 * Tries the way every query takes: settings, connection, authentication, a real range query. One sentence a kind of failure, and one on the
 * store where it keeps nothing or fails: the answers come all the same.
 */
export async function checkHealth(
  open: () => OpenConnection,
  store: Store,
  signal?: AbortSignal
): Promise<HealthReport> {
  try {
    const connection = open();
    if ('remote' in connection) {
      return await connection.remote.checkHealth(signal);
    }
    const { source } = connection;
    const end = Math.floor(Date.now() / 60_000) * 60_000;
    const request = { expr: 'vector(1)', start: end - 60_000, end, step: 60_000, signal };
    const [reply, product, kept] = await Promise.all([
      source.queryRange(request),
      productOf(source, signal),
      storeState(store),
    ]);
    const details = { product, store: kept.sentence };
    if (reply.series.length === 0) {
      return {
        ok: false,
        message: 'Prometheus answers, but vector(1) gives no data: check the tenant header and the proxy in between.',
        details,
      };
    }
    const note = kept.isFine ? '' : ` ${kept.sentence}`;
    return { ok: true, message: `Nightjar is ready, and ${product} answers.${note}`, details };
  } catch (error) {
    const { code, message, source } = asNightjarError(error);
    return { ok: false, message, details: { code, errorSource: source } };
  }
}

/** "Save & test" is for administrators: they are told everything. */
async function storeState(store: Store): Promise<{ sentence: string; isFine: boolean }> {
  try {
    const status = await store.status();
    const isFine = status.kind === 'sqlite' && status.writes && status.failure === null;
    return { sentence: describeStore(status, true), isFine };
  } catch (error) {
    return { sentence: asNightjarError(error).message, isFine: false };
  }
}

/** Name and version, as far as the server tells: Thanos, Mimir and VictoriaMetrics may lack the path. */
async function productOf(source: LocalConnection['source'], signal?: AbortSignal): Promise<string> {
  try {
    const info = await source.metadata('/api/v1/status/buildinfo', {}, signal);
    if (typeof info === 'object' && info !== null && 'version' in info && typeof info.version === 'string') {
      const name = 'application' in info && typeof info.application === 'string' ? info.application : 'Prometheus';
      return `${name} ${info.version.slice(0, 40)}`;
    }
  } catch (error) {
    asNightjarError(error);
  }
  return 'Prometheus';
}
