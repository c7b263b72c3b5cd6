import { z } from 'zod';
import type { Detector } from '../../backend/detectors/detector.ts';

const schema = z.object({ joint: z.boolean().default(false), points: z.number().default(6) });

/**
 * A small detector with a lookback, alone or joint: how far the mean of the last points lies from that of the training, over
 * all columns. It is here so that what the engine promises is tried on every kind of detector.
 */
export const lookingBack: Detector<z.infer<typeof schema>> = {
  id: 'looking-back',
  name: 'Looking back',
  summary: 'For tests.',
  runs: 'typescript',
  exports: false,
  schema,
  isJoint: ({ joint }) => joint,
  lookback: ({ points }) => points,
  fit: async (groups, { points }, seed) =>
    groups.map(({ series }) => {
      const known = series.flatMap(({ values }) => Array.from(values).filter((value) => !Number.isNaN(value)));
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      const times = series[0].times;
      return {
        detector: 'looking-back',
        trained: { from: times[0], to: times[times.length - 1], points: known.length },
        parameters: { mean, points, seed },
        state: null,
      };
    }),
  score: async (models, _states, windows) =>
    windows.map(({ series }, group) => {
      const { mean, points } = models[group].parameters as { mean: number; points: number };
      const length = series[0].times.length;
      const rows = Float64Array.from({ length }, (_, index) => {
        if (index < points) {
          return Number.NaN;
        }
        let sum = 0;
        let count = 0;
        for (const { values } of series) {
          for (let at = index - points; at <= index; at++) {
            sum += Number.isNaN(values[at]) ? 0 : values[at];
            count += Number.isNaN(values[at]) ? 0 : 1;
          }
        }
        return count > 0 ? 1 - 1 / (1 + Math.abs(sum / count - mean)) : Number.NaN;
      });
      const flat = new Float64Array(length).fill(mean);
      return {
        series: series.map(({ values }) => ({
          score: rows.map((score, index) => (Number.isNaN(values[index]) ? Number.NaN : score)),
          expected: flat,
          lower: flat,
          upper: flat,
          evidence: {},
        })),
        state: null,
      };
    }),
  explain: (model, window, scores, seriesIndex, index) => ({
    summary: `${window.series[seriesIndex].values[index]} at ${index} of ${model.trained.points}`,
    facts: [{ key: 'score', label: 'Score', value: scores.series[seriesIndex].score[index] }],
    contributions: [],
  }),
};
