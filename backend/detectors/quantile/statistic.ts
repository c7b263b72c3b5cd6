import { medianAndDeviation } from '../mad/statistic.ts';
import type { Statistic } from '../online-statistics/statistic.ts';

/**
 * Quantiles above and below a streaming median, each side with a tail of its own (../online-statistics/tail.ts), in units of the median absolute
 * deviation.
 */
export const twoSidedQuantiles: Statistic = { ...medianAndDeviation, sides: 2 };
