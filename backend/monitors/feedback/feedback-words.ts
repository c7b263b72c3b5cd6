import type { JudgedDetection } from './judged-of.ts';
import type { Rules } from './rules.ts';

const TIMES = {
  hourOfWeek: 'at about the same hour of the week',
  hour: 'at about the same hour of the day',
  any: 'whatever the time',
} as const;

/** Why a mark of a series would be lowered, in one sentence. */
export function reasonOf(rules: Rules | null, judged: readonly JudgedDetection[], key: string): string {
  if (!rules) {
    return 'What earlier verdicts lowered would count again.';
  }
  const count = judged.filter(
    ({ isTrue, situation }) => !isTrue && (rules.reach.series === 'any' || situation.key === key)
  ).length;
  const detections = count === 1 ? 'one detection' : `${count} detections`;
  const where = rules.reach.series === 'any' ? 'of this monitor' : 'of this series';
  return `No larger than ${detections} ${where} said false or expected, ${TIMES[rules.reach.time]}.`;
}
