import { startEngine } from './engine-process.ts';
import type { EngineProcess } from './engine-process.ts';
import { makeHistory } from './history.ts';
import type { History } from './history.ts';
import { startUpstream } from './upstream.ts';
import type { Upstream } from './upstream.ts';
import { startPrometheus } from '../../../scripts/prometheus-process.ts';

/** Everything the specs talk to; started once for all of them. */
export interface Stack {
  readonly history: History;
  readonly prometheusUrl: string;
  /** Asks the real Prometheus. */
  readonly engine: EngineProcess;
  /** Asks the upstream that can misbehave. */
  readonly shakyEngine: EngineProcess;
  readonly upstream: Upstream;
  close(): Promise<void>;
}

export async function startStack(): Promise<Stack> {
  const history = makeHistory(Date.now());
  const closers: Array<() => Promise<void>> = [];
  const close = async () => {
    await Promise.allSettled(closers.map((end) => end()));
  };
  try {
    const prometheus = await startPrometheus({ history: history.text });
    closers.push(prometheus.close);
    const upstream = await startUpstream(prometheus.url);
    closers.push(upstream.close);
    const [engine, shakyEngine] = await Promise.all([
      startEngine(['--prometheus-url', prometheus.url]),
      startEngine(['--prometheus-url', upstream.url]),
    ]);
    closers.push(engine.close, shakyEngine.close);
    return { history, prometheusUrl: prometheus.url, engine, shakyEngine, upstream, close };
  } catch (error) {
    await close();
    throw error;
  }
}
