import type { Attribution, AttributedPart, Contribution, ExplanationFact } from '../../contract/detection.ts';
import { slotOf } from '../features/season-profile.ts';
import type { SeasonProfile } from '../features/season-profile.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_MS = 86_400_000;
/** More contributions than these are no explanation. */
const MOST_NAMED = 8;

/** A number with three significant digits, as people write it. */
export function rounded(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** The season slot a time falls into, in words (`Monday 09:00-10:00 UTC`); null where there is no season. */
export function slotText(season: SeasonProfile, time: number): string | null {
  if (season.period === 0) {
    return null;
  }
  const width = season.period / season.slots.length;
  const start = time - (time % season.period) + slotOf(season, time) * width;
  const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
  const day = season.period > DAY_MS ? `${DAYS[new Date(start).getUTCDay()]} ` : '';
  return `${day}${clock(start)}-${clock(start + width)} UTC`;
}

/** A point as explanations speak of it. `sigma`: the usual spread, a robust standard deviation in the series' unit. */
export interface ExplainedPoint {
  readonly value: number;
  readonly expected: number;
  readonly sigma: number;
  /** From `slotText`. */
  readonly slot: string | null;
}

/** The facts every explanation begins with. */
export function pointFacts({ value, expected, sigma, slot }: ExplainedPoint): ExplanationFact[] {
  const deviation = value - expected;
  return [
    { key: 'value', label: 'Value', value },
    { key: 'expected', label: slot ? 'Expected (usual at this time)' : 'Expected (usual)', value: expected },
    { key: 'deviation', label: 'Difference', value: deviation },
    { key: 'sigma', label: 'Usual spread (robust standard deviation)', value: sigma },
    { key: 'deviationSigmas', label: 'Difference in spreads', value: deviation / sigma },
    ...(slot ? [{ key: 'seasonSlot', label: 'Season slot', value: slot }] : []),
  ];
}

/** `12 is 4.1 robust standard deviations above the 8 usual at 09:00-09:15 UTC`, without a full stop. */
export function pointWords({ value, expected, sigma, slot }: ExplainedPoint): string {
  const sigmas = (value - expected) / sigma;
  const side = sigmas >= 0 ? 'above' : 'below';
  const where = slot ? `usual at ${slot}` : 'usual';
  return `${rounded(value)} is ${rounded(Math.abs(sigmas))} robust standard deviations ${side} the ${rounded(expected)} ${where}`;
}

/**
 * The largest contributions by weight (>= 0), largest first, at most eight, their shares adding up to 1. Where no weight is above 0 the
 * distances take their place, and where there are none either all parts share alike. Parts without a finite distance are left out.
 */
export function namedContributions(
  parts: readonly Omit<Contribution, 'share'>[],
  weights: ArrayLike<number>
): Contribution[] {
  const finite = parts.map(({ sigmas }) => (Number.isFinite(sigmas) ? Math.abs(sigmas) : 0));
  const isWeighed = parts.some((_, i) => weights[i] > 0);
  const isFar = finite.some((distance) => distance > 0);
  const shares = parts.map((_, i) => (isWeighed ? Math.max(0, weights[i]) : isFar ? finite[i] : 1));
  const named = parts
    .map((part, i) => ({ ...part, share: shares[i] }))
    .filter(({ share, sigmas }) => share > 0 && Number.isFinite(sigmas))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED);
  const total = named.reduce((sum, { share }) => sum + share, 0);
  return named.map((part) => ({ ...part, share: part.share / total }));
}

/** The parts that change a measure most, at most eight by name and the rest in one sum. `adds[i]`: what part i adds, signed. */
export function attributed(
  measure: Omit<Attribution, 'parts' | 'others'>,
  parts: readonly Omit<AttributedPart, 'adds'>[],
  adds: ArrayLike<number>
): Attribution {
  const order = parts
    .map(({ name, value, expected }, i) => ({ name, value, expected, adds: adds[i] }))
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds));
  const others = order.slice(MOST_NAMED).reduce((sum, part) => sum + part.adds, 0);
  return { ...measure, parts: order.slice(0, MOST_NAMED), others };
}
