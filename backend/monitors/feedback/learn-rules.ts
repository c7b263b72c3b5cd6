import { thresholdsAt } from '../../../contract/severity.ts';
import type { Exemplar, Reach } from './likeness.ts';
import { placement } from './placement.ts';
import type { Rules } from './rules.ts';
import { falseness, lowered } from './rules.ts';

/** A judged detection: its situation at the highest point, the score there before any verdict, and when. */
export interface Judged extends Exemplar {
  readonly score: number;
  readonly time: number;
}

/** From the narrowest to the widest; a wider one must tell more verdicts right. */
const REACHES: readonly Reach[] = [
  { time: 'hourOfWeek', series: 'same' },
  { time: 'hour', series: 'same' },
  { time: 'hourOfWeek', series: 'any' },
  { time: 'any', series: 'same' },
  { time: 'hour', series: 'any' },
  { time: 'any', series: 'any' },
];
/** Nats a wider reach must win, so that chance does not widen it. */
const MARGIN = 1;
const STRENGTHS = [1, 0.8, 0.6, 0.4, 0.2, 0];

/**
 * Learns of verdicts which marks to lower, and how far each verdict reaches: the reach under which every verdict, and where the false ones lie, is
 * foretold best by the others (leave-one-out likelihood). What is taken off scores is then made as small as it must be for every detection said true to stay marked at the
 * monitor's `sensitivity`. null where no verdict says false.
 */
export function learnRules(judged: readonly Judged[], sensitivity: number): Rules | null {
  if (!judged.some(({ isTrue }) => !isTrue)) {
    return null;
  }
  let reach = REACHES[0];
  let best = likelihood(judged, reach);
  for (const wider of REACHES.slice(1)) {
    const found = likelihood(judged, wider);
    if (found > best + MARGIN) {
      reach = wider;
      best = found;
    }
  }
  const exemplars = judged.map(({ isTrue, situation, until }) => ({ isTrue, situation, until }));
  const { low } = thresholdsAt(sensitivity);
  const marked = judged.filter(({ isTrue, score }) => isTrue && score >= low);
  const strength =
    STRENGTHS.find((some) =>
      marked.every(({ score, situation, time }) => {
        const rules: Rules = { format: 1, reach, strength: some, exemplars };
        return lowered(score, rules, situation, time) >= low;
      })
    ) ?? 0;
  return { format: 1, reach, strength, exemplars };
}

/** Log-likelihood of each verdict given the others, summed, and of where those lie that say false. */
function likelihood(judged: readonly Judged[], reach: Reach): number {
  return judged.reduce(
    (sum, { isTrue, situation, time }, index) => {
      const probability = falseness(judged, reach, situation, time, { without: index });
      return sum + Math.log(isTrue ? 1 - probability : probability);
    },
    placement(judged, reach)
  );
}
