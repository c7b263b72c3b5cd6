import { z } from 'zod';
import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Found, Measured, Method, Subject } from './method.ts';
import { fallInPercent, laplace, lastOf, meanOf, niceUp } from './numbers.ts';

const share = z.number().gt(0).lte(1);
const settingsSchema = z.strictObject({
  /** Share of the limit that usage is to reach when it is highest. */
  target: share.default(0.75).describe('Share of the limit that usage may reach when it is highest.'),
  /** Which usage counts as the highest: 1 for what cannot be exceeded for a moment (memory), less for what can (CPU). */
  quantile: share.default(0.99),
  /** From this share on the limit is too small. */
  tight: share.default(0.9),
  /** Below this share the limit is larger than it need be. */
  loose: z.number().min(0).lt(1).default(0.4),
  /** Which of both is looked for. */
  find: z.enum(['tight', 'loose', 'both']).default('both'),
  unit: z.string().default(''),
  /** The limit is never set below it. */
  least: z.number().min(0).default(0),
});
type Settings = z.output<typeof settingsSchema>;

/** Parts of the time after which a value is tried: a third of it is not fitted on. */
const TRIED_SHARE = 1 / 3;
const LEAST_POINTS = 60;
const BLOCKS = 12;

/**
 * Usage against a limit (requests and limits, pools, descriptors). The value is a quantile of usage over the target share, fitted on the first two thirds of the
 * time and tried on the last: how much less time usage is near the limit, or how much less of it lies idle.
 */
export const headroom: Method<Settings> = {
  id: 'headroom',
  learned: false,
  settings: settingsSchema,
  queries: ['usage', 'limit'],
  window: null,

  async find(subject, settings) {
    const usage = subject.series.usage.values;
    const limit = lastOf(subject.series.limit.values);
    const known = sortedFinite(usage);
    if (known.length < LEAST_POINTS || !(limit > 0)) {
      return null;
    }
    const highest = sortedQuantile(known, settings.quantile);
    const isTight = highest > settings.tight * limit;
    const isLoose = highest < settings.loose * limit;
    if (!(isTight && settings.find !== 'loose') && !(isLoose && settings.find !== 'tight')) {
      return null;
    }
    const fitted = (values: ArrayLike<number>): number =>
      niceUp(
        Math.max(settings.least, sortedQuantile(sortedFinite(values), settings.quantile) / settings.target),
        settings.unit
      );
    const from = Math.floor(usage.length * (1 - TRIED_SHARE));
    const [before, tried] = [usage.subarray(0, from), usage.subarray(from)];
    const trial = fitted(before);
    const recommended = fitted(usage);
    if (!Number.isFinite(trial) || (isTight ? recommended <= limit : recommended >= limit)) {
      return null;
    }
    const improvement = fallInPercent(
      badness(tried, limit, isTight, settings),
      badness(tried, trial, isTight, settings)
    );
    const blocks = blocksOf(tried);
    const held = blocks.filter((block) => block.every((value) => !(value > settings.tight * trial))).length;
    const hours = Math.round((subject.series.usage.times.length * stepOf(subject)) / 3_600_000);
    return {
      current: limit,
      recommended,
      improvement,
      confidence: laplace(held, blocks.length),
      estimate: {
        method: 'back-test',
        text: isTight
          ? `A limit fitted on the first two thirds of ${hours} h of usage was tried on the last third: usage was within ${settings.tight * 100} % of it in ${held} of ${blocks.length} parts, and the time spent nearer falls by the improvement.`
          : `A limit fitted on the first two thirds of ${hours} h of usage was tried on the last third: it was enough in ${held} of ${blocks.length} parts, and what lies idle falls by the improvement.`,
        samples: known.length,
      },
      urgency: isTight ? Math.min(1, highest / limit) : 0.1,
      kept: { isTight: isTight ? 1 : 0 },
    } satisfies Found;
  },

  async measure(subject, settings, { old, kept }): Promise<Measured | null> {
    const usage = subject.series.usage.values;
    const limit = lastOf(subject.series.limit.values);
    const samples = sortedFinite(usage).length;
    if (samples === 0 || !(limit > 0)) {
      return null;
    }
    const isTight = kept.isTight === 1;
    const without = badness(usage, old, isTight, settings);
    if (isTight && without === 0) {
      // Usage was nowhere near the old limit since: nothing can be said yet.
      return null;
    }
    const improvement = fallInPercent(without, badness(usage, limit, isTight, settings));
    const what = isTight ? `time near the limit` : 'what lies idle';
    return {
      improvement,
      samples,
      text: `Since the change ${what} fell by that much against the old limit under the same usage.`,
    };
  },
};

/** Share of the time near the limit, or the share of the old room that lies idle: both fall as things improve. */
function badness(usage: ArrayLike<number>, limit: number, isTight: boolean, { tight }: Settings): number {
  if (isTight) {
    return meanOf(Float64Array.from(usage, (value) => (Number.isNaN(value) ? value : value > tight * limit ? 1 : 0)));
  }
  return Math.max(0, limit - meanOf(usage));
}

function blocksOf(values: Float64Array): Float64Array[] {
  const length = Math.max(1, Math.ceil(values.length / BLOCKS));
  return Array.from({ length: Math.ceil(values.length / length) }, (_, i) =>
    values.subarray(i * length, (i + 1) * length)
  );
}

function stepOf({ series: { usage } }: Subject): number {
  return usage.times.length > 1 ? usage.times[1] - usage.times[0] : 0;
}
