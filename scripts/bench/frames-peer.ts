import { servePlugin } from '../../backend/grafana/serve-plugin.ts';
import { knownEngine } from '../../tests/plugin/known-engine.ts';
import { benchFrames } from './bench-frames.ts';

/*
 * Nightjar's door to Grafana with an engine that answers {"frames": n} by the first n of frames made beforehand: what encoding and transport cost,
 * and nothing else. The counterpart of go-peer/.
 */
const [count, rows] = process.argv.slice(2).map(Number);
const frames = benchFrames(count, rows);
const { engine } = knownEngine();
const answering = {
  ...engine,
  answerQueries: (_: unknown, queries: Parameters<typeof engine.answerQueries>[1]) =>
    Promise.resolve(
      queries.map(({ refId, model }) => ({ refId, frames: frames.slice(0, (model as { frames: number }).frames) }))
    ),
};
await servePlugin(
  () => Promise.resolve(answering),
  () => Promise.resolve(false),
  (level, message) => void process.stderr.write(`${level} ${message}\n`)
);
