import { Badge } from '@grafana/ui';
import type { BadgeColor, IconName } from '@grafana/ui';
import { verdictOf } from './model/accuracy-verdict.ts';
import type { AccuracyVerdict } from './model/accuracy-verdict.ts';
import { badgeWords } from './words.ts';

type Accuracy = Parameters<typeof verdictOf>[0];

const LOOKS: Record<AccuracyVerdict['kind'], readonly [BadgeColor, IconName]> = {
  better: ['green', 'check-circle'],
  equal: ['blue', 'info-circle'],
  worse: ['orange', 'exclamation-triangle'],
  unknown: ['blue', 'question-circle'],
};

/** How good the forecast was on the series' own past, beside the naive one; the figures on hover. */
export function AccuracyBadge({ accuracy }: { readonly accuracy: Accuracy }) {
  const verdict = verdictOf(accuracy);
  const [color, icon] = LOOKS[verdict.kind];
  const tried = accuracy && verdict.kind !== 'unknown' ? ` ${badgeWords.tried(accuracy.origins)}` : '';
  return <Badge color={color} icon={icon} text={badgeText(verdict)} tooltip={`${accuracyText(accuracy)}${tried}`} />;
}

function badgeText(verdict: AccuracyVerdict): string {
  switch (verdict.kind) {
    case 'better':
      return badgeWords.better(`${Math.round(100 * verdict.gain)} %`);
    case 'equal':
      return badgeWords.equal();
    case 'worse':
      return badgeWords.worse();
    case 'unknown':
      return badgeWords.unknown();
  }
}

/** The figures in a sentence. */
export function accuracyText(accuracy: Accuracy): string {
  const verdict = verdictOf(accuracy);
  return verdict.kind === 'unknown' || accuracy === null
    ? badgeWords.untested()
    : badgeWords.figures(verdict.mase.toFixed(2), verdict.naiveMase.toFixed(2));
}
