import type { Detector, FittedModel, GroupScores, Plain, Scored, SeriesGroup } from './detector.ts';
import { partOfGroup } from './group-part.ts';

/** A detector that works inside another one, with its settings. */
export interface Member {
  readonly detector: Detector;
  readonly settings: unknown;
}

/** The state a member's model was left in, and the time (ms) its next point may have. */
export type MemberState = { readonly state: Plain; readonly until: number };

/** The state a fitted member begins with. */
export function firstState({ state, trained }: FittedModel): MemberState {
  return { state, until: trained.to };
}

/**
 * Scores a window with a member's model. A member that learns with every point is shown only what it has not seen, since the window may begin
 * earlier for the sake of others; points before have no score.
 */
export async function scoreMember(
  { detector, settings }: Member,
  model: FittedModel,
  from: MemberState,
  window: SeriesGroup,
  isHandedOver = false
): Promise<{ readonly series: readonly Scored[]; readonly after: MemberState }> {
  const { times } = window.series[0];
  const skipped = detector.streams ? Math.max(0, firstAtOrAfter(times, from.until) - detector.lookback(settings)) : 0;
  const part = skipped === 0 ? window : partOfGroup(window, skipped, times.length);
  const [scores]: GroupScores[] = await detector.score([model], [from.state], [part], isHandedOver);
  const last = times.length > 0 ? times[times.length - 1] + window.step : 0;
  return {
    series: skipped === 0 ? scores.series : scores.series.map((one) => padded(one, skipped)),
    after: { state: scores.state, until: Math.max(from.until, last) },
  };
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  const index = times.findIndex((one) => one >= time);
  return index < 0 ? times.length : index;
}

/** The same with `count` entries without a score put before. */
function padded({ score, expected, lower, upper, evidence }: Scored, count: number): Scored {
  const longer = (column: Float64Array): Float64Array => {
    const all = new Float64Array(count + column.length).fill(Number.NaN);
    all.set(column, count);
    return all;
  };
  return {
    score: longer(score),
    expected: longer(expected),
    lower: longer(lower),
    upper: longer(upper),
    evidence: Object.fromEntries(Object.entries(evidence).map(([name, column]) => [name, longer(column)])),
  };
}
