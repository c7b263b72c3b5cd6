import type { Exemplar, Reach } from './likeness.ts';
import { HOURS, around, gauss } from './likeness.ts';

const WEEK_HOURS = 168;
/** Share of what was said false that comes at any time, whatever the rest does. */
const STRAY = 0.1;

/**
 * Log-likelihood of where the verdicts that say false lie, each given the others: at any time with the same chance, or (where a verdict reaches no farther)
 * about the hours of the others, by a kernel density estimate; on any series with the same chance, or on those of the others, by counts with one
 * added (Laplace). False alarms that keep to an hour or a series speak for a reach that does.
 */
export function placement(judged: readonly Exemplar[], reach: Reach): number {
  const wrong = judged.filter(({ isTrue }) => !isTrue);
  const series = new Set(judged.map(({ situation }) => situation.key)).size;
  return wrong.reduce((sum, one, index) => {
    const others = wrong.toSpliced(index, 1);
    return sum + Math.log(densityOf(one, others, reach)) + Math.log(shareOf(one, others, reach, series));
  }, 0);
}

/** Chance an hour of the week has. */
function densityOf({ situation }: Exemplar, others: readonly Exemplar[], { time }: Reach): number {
  if (time === 'any' || others.length === 0) {
    return 1 / WEEK_HOURS;
  }
  const kernels = others.reduce((sum, { situation: other }) => {
    const apart =
      time === 'hour'
        ? around(situation.hour - other.hour, 24)
        : around(situation.hourOfWeek - other.hourOfWeek, WEEK_HOURS);
    return sum + gauss(apart / HOURS) / (HOURS * Math.sqrt(2 * Math.PI));
  }, 0);
  const density = kernels / others.length / (time === 'hour' ? WEEK_HOURS / 24 : 1);
  return STRAY / WEEK_HOURS + (1 - STRAY) * density;
}

function shareOf({ situation }: Exemplar, others: readonly Exemplar[], reach: Reach, series: number): number {
  if (reach.series === 'any') {
    return 1 / series;
  }
  const same = others.filter(({ situation: other }) => other.key === situation.key).length;
  return (same + 1) / (others.length + series);
}
