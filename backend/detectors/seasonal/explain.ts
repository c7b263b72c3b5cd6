import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { Scored } from '../detector.ts';
import type { Evidence } from './stream.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Distances of a series that never varied before, in standard deviations. */
const FARTHEST_SIGMAS = 100;

/**
 * Why the point at `index` has its score, from its columns alone. `expected` = `level` (with its trend) + `daily` + `weekly`;
 * `deviation` = value - expected; `deviationSigmas` = deviation / `sigma`, within 100 either way; `nearest` is the nearest known value, what
 * was seen in a single anomaly left out.
 */
export function explainPoint(times: Float64Array, values: Float64Array, scored: Scored, index: number): Explanation {
  const evidence = scored.evidence as Evidence;
  const value = values[index];
  const expected = scored.expected[index];
  const sigma = evidence.sigma[index];
  const sigmas = sigmasOf(value - expected, sigma);
  const slot = slotOf(times[index]);
  const weekly = evidence.weekly[index];
  const newness = newestOf(evidence, index);
  const number = (key: string, label: string, of: number): ExplanationFact => ({ key, label, value: of });
  const facts: ExplanationFact[] = [
    number('value', 'Value', value),
    number('expected', 'Expected value', expected),
    number('deviation', 'Difference', value - expected),
    number('sigma', 'Usual spread at this time of day (robust standard deviation)', sigma),
    number('deviationSigmas', 'Difference in robust standard deviations', sigmas),
    { key: 'seasonSlot', label: 'Time of the week', value: slot },
    number('level', 'Level now', evidence.level[index]),
    number('trend', 'Trend a day', evidence.trend[index]),
    number('daily', 'Daily season adds', evidence.daily[index]),
    Number.isNaN(weekly)
      ? { key: 'weekly', label: 'Weekly season', value: 'not in use: it counts from two weeks of data on' }
      : number('weekly', 'Weekly season adds', weekly),
    number('nearest', 'Nearest usual value of the last 14 days', evidence.nearest[index]),
    number(
      'valueNovelty',
      'Newness of the value (distance to the nearest over the usual range)',
      evidence.valueNovelty[index]
    ),
    number('residualNovelty', 'Newness of the difference for its time', evidence.residualNovelty[index]),
    number('levelNovelty', 'Newness of the mean of the last 48 points', evidence.levelNovelty[index]),
  ].filter((fact) => typeof fact.value === 'string' || Number.isFinite(fact.value));
  return {
    summary: `${round(value)} is ${round(Math.abs(sigmas))} robust standard deviations ${sigmas < 0 ? 'below' : 'above'} the ${round(expected)} expected for ${slot}${seasonsOf(evidence.daily[index], weekly)}; ${
      {
        value: `the nearest usual value of the last 14 days is ${round(evidence.nearest[index])}`,
        residual: 'values like it came before, but not at such a time',
        level: 'values like it came before, but their mean never stayed there',
      }[newness]
    }.`,
    facts,
    contributions: [{ name: 'value', value, expected, sigmas, share: 1 }],
  };
}

/** What is newest about the point. */
function newestOf(
  { valueNovelty, residualNovelty, levelNovelty }: Evidence,
  index: number
): 'value' | 'residual' | 'level' {
  const most = Math.max(valueNovelty[index], residualNovelty[index]);
  if (levelNovelty[index] > most) {
    return 'level';
  }
  return valueNovelty[index] === most ? 'value' : 'residual';
}

function sigmasOf(deviation: number, sigma: number): number {
  const sigmas = sigma > 0 ? deviation / sigma : Math.sign(deviation) * FARTHEST_SIGMAS;
  return Math.max(-FARTHEST_SIGMAS, Math.min(FARTHEST_SIGMAS, sigmas));
}

function slotOf(time: number): string {
  const at = new Date(time);
  return `${DAYS[at.getUTCDay()]} ${at.toISOString().slice(11, 16)} UTC`;
}

function seasonsOf(daily: number, weekly: number): string {
  const used = [daily !== 0 ? 'daily' : '', weekly !== 0 && !Number.isNaN(weekly) ? 'weekly' : ''].filter(Boolean);
  const note = Number.isNaN(weekly) ? '; the weekly season counts from two weeks of data on' : '';
  return used.length > 0 ? ` (level with ${used.join(' and ')} season${note})` : ` (level alone${note})`;
}

/** Three significant digits, whole numbers from 1,000 on. */
function round(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
