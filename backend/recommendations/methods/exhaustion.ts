import { z } from 'zod';
import { formatDuration, parseDuration } from '../../../contract/duration.ts';
import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Found, Method } from './method.ts';
import { fallInPercent, lastOf, niceUp, percent } from './numbers.ts';

const DAY = 86_400_000;
const duration = z.string().refine((text) => parseDuration(text) !== null, { error: 'must be a duration such as 4d' });
const settingsSchema = z.strictObject({
  horizon: duration
    .optional()
    .describe('How far ahead the limit must not be reached; predictionHorizonHours where it is left out.'),
  /** From this probability on it is said. */
  probability: z.number().gt(0).lte(1).default(0.2),
  /** What may remain of it. */
  accepted: z.number().gt(0).lt(1).default(0.05),
  unit: z.string().default('bytes'),
});
type Settings = z.output<typeof settingsSchema>;

/** Two weeks and a little: the season of a week is seen twice. */
const WINDOW = { length: 15 * DAY, step: 2 * 3_600_000 };
const LEAST_POINTS = 48;

/**
 * What fills up: courses of usage simulated from a forecast that was tried on its own past. The recommended limit is one that all but `accepted` of the courses stay
 * below over the horizon; the improvement is how much less probable it is that the limit is reached.
 */
export const exhaustion: Method<Settings> = {
  id: 'exhaustion',
  learned: true,
  settings: settingsSchema,
  queries: ['usage', 'limit'],
  window: WINDOW,

  async find({ series: { usage, limit: limits } }, { horizon, probability, accepted, unit }, context) {
    const limit = lastOf(limits.values);
    const now = lastOf(usage.values);
    if (!(limit > 0) || sortedFinite(usage.values).length < LEAST_POINTS) {
      return null;
    }
    const length = (horizon && parseDuration(horizon)) || context.horizon;
    const { peaks, isWorseThanNaive, origins } = await context.foresee(usage, length);
    const risk = riskOf(peaks, limit);
    if (risk < probability) {
      return null;
    }
    const wanted = sortedQuantile(peaks.slice().sort(), 1 - accepted);
    const recommended = niceUp(Math.max(wanted, limit) * 1.02, unit);
    return {
      current: limit,
      recommended,
      improvement: fallInPercent(risk, riskOf(peaks, recommended)),
      // A limit that will surely be reached is sure; where the forecast is no better than repeating the past, less so.
      confidence: Math.min(0.98, risk) * (isWorseThanNaive ? 0.7 : 1),
      estimate: {
        method: 'forecast',
        text: `Of ${peaks.length} simulated courses of the next ${formatDuration(length)}, ${percent(risk)} % reach the limit as it is, and ${percent(riskOf(peaks, recommended))} % the recommended one. The forecast was tried from ${origins} earlier origins.`,
        samples: sortedFinite(usage.values).length,
      },
      urgency: Math.max(risk * 0.8, Math.min(1, now / limit)),
      kept: { horizon: length },
    } satisfies Found;
  },

  async measure({ series: { usage, limit: limits } }, _settings, { old, kept }, { foresee }) {
    const limit = lastOf(limits.values);
    if (!(limit > 0) || sortedFinite(usage.values).length < LEAST_POINTS) {
      return null;
    }
    const { peaks } = await foresee(usage, kept.horizon as number);
    const [without, now] = [riskOf(peaks, old), riskOf(peaks, limit)];
    return {
      improvement: fallInPercent(without, now),
      text: `Forecast anew, ${percent(without)} % of the courses would reach the old limit and ${percent(now)} % reach the one there is now.`,
      samples: peaks.length,
    };
  },
};

function riskOf(peaks: Float64Array, limit: number): number {
  return peaks.reduce((count, peak) => count + (peak >= limit ? 1 : 0), 0) / peaks.length;
}
