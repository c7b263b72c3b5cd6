import { autoencoder } from '../../backend/detectors/autoencoder/autoencoder.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';

/** Fits one autoencoder on 100 points as the first thing its process does, and prints how many ms the fit took, loading ONNX Runtime included. */
const STEP_MS = 300_000;
const { labels, times, values } = exampleSeries('cold', 1, STEP_MS, 1);
const group = { step: STEP_MS, series: [{ labels, times: times.slice(0, 100), values: values.slice(0, 100) }] };
const settings = autoencoder.schema.parse({});
const started = performance.now();
await autoencoder.fit([group], settings, 1);
process.stdout.write(String(performance.now() - started));
