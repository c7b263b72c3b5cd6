import type { ExplainedAnomaly } from './explained.ts';
import { formatPlain, formatShare, formatSigmas, formatSigned } from './format-fact.ts';
import { drawerWords } from './words.ts';

/** So many contributors are drawn; what is left adds little. */
const MOST = 10;
/** What is left over is drawn from this share of the longest bar on. */
const LEAST_OTHERS = 0.005;

/** One bar: what it stands for, how long it is, and its numbers as text. */
export interface ContributionBar {
  readonly name: string;
  readonly length: number;
  readonly amount: string;
  /** Seen instead of expected; empty where there is nothing to compare. */
  readonly detail: string;
  /** The bar as a sentence. */
  readonly sentence: string;
}

/** A bar chart of contributions. Lengths below 0, of what makes the anomaly less unusual, lie left of the axis. */
export interface Bars {
  readonly bars: readonly ContributionBar[];
  /** What the bars mean. */
  readonly lead: string;
  /** Whether lengths may have either sign. */
  readonly isSigned: boolean;
}

/** What contributed: signed where the model says so, else as shares; null where a single thing did, since there is nothing to compare. */
export function barsOf(anomaly: ExplainedAnomaly): Bars | null {
  const { attribution, contributions } = anomaly.interval.explanation;
  if (attribution && attribution.parts.length > 1) {
    return signedBars(anomaly, attribution);
  }
  if (contributions.length < 2) {
    return null;
  }
  const bars = [...contributions]
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ name, value, expected, sigmas, share }) => {
      const amount = formatShare(share);
      const [seen, usual] = compared(anomaly, value, expected);
      const detail = Number.isFinite(value) ? drawerWords.seenFar(seen, usual, formatSigmas(sigmas)) : '';
      return { name, length: share, amount, detail, sentence: `${drawerWords.share(name, amount)} ${detail}` };
    });
  return { bars, lead: drawerWords.sharesOfScore(), isSigned: false };
}

function signedBars(
  anomaly: ExplainedAnomaly,
  {
    measure,
    value,
    usual,
    direction,
    parts,
    others,
  }: NonNullable<ExplainedAnomaly['interval']['explanation']['attribution']>
): Bars {
  const bars = parts.map((part): ContributionBar => {
    const [seen, expected] = compared(anomaly, part.value, part.expected);
    return barOf(part.name, part.adds, Number.isFinite(part.value) ? drawerWords.seen(seen, expected) : '');
  });
  const longest = Math.max(...bars.map(({ length }) => Math.abs(length)));
  if (Math.abs(others) > LEAST_OTHERS * longest) {
    bars.push(barOf(drawerWords.others(), others, ''));
  }
  const name = measure[0].toUpperCase() + measure.slice(1);
  const lead = [
    drawerWords.measured(name, formatPlain(value), formatPlain(usual)),
    drawerWords.barsAddUp(formatPlain((value - usual) * direction)),
  ].join(' ');
  return { bars, lead, isSigned: true };
}

function barOf(name: string, adds: number, detail: string): ContributionBar {
  const size = formatPlain(Math.abs(adds));
  const words = adds < 0 ? drawerWords.takes(name, size) : drawerWords.adds(name, size);
  return { name, length: adds, amount: formatSigned(adds), detail, sentence: `${words} ${detail}` };
}

/** Two numbers to compare, in the series' unit where the first is the anomaly's own value. */
function compared({ series, interval }: ExplainedAnomaly, value: number, expected: number): [string, string] {
  const format = value === interval.value ? series.format : formatPlain;
  return [format(value), Number.isFinite(expected) ? format(expected) : drawerWords.noValue()];
}
