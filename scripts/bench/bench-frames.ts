import { withQueryDefaults } from '../../contract/query.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { detectionFrames } from '../../backend/frames/detection-frames.ts';
import type { Frame } from '../../backend/frames/frame.ts';

const STEP_MS = 60_000;
const FIRST_MS = Date.UTC(2026, 0, 5);

/** Frames of an `anomalies` query: seven columns, labels, meta; one value in a hundred is missing. Equal arguments give equal frames. */
export function benchFrames(count: number, rows: number): Frame[] {
  const random = seededRandom(1);
  const times = Float64Array.from({ length: rows }, (_, i) => FIRST_MS + i * STEP_MS);
  const results = Array.from({ length: count }, (_, s) => {
    const values = times.map(() => (random() < 0.01 ? Number.NaN : 100 * random()));
    const detection = {
      series: { labels: { __name__: 'requests', service: `service-${s}`, job: 'shop' }, times, values },
      score: times.map(() => random()),
      expected: values.map((value) => value + 1),
      lower: values.map((value) => value - 1),
      upper: values.map((value) => value + 3),
      anomaly: Uint8Array.from(times, () => Number(random() < 0.01)),
      intervals: [],
    };
    return { detection, model: null };
  });
  const query = withQueryDefaults({ expr: 'requests' });
  return detectionFrames(results, {
    query,
    expr: 'requests',
    step: STEP_MS,
    notices: [],
    pendingFits: 0,
    pendingChoices: 0,
  });
}
