import type { FittedModel, SeriesGroup } from '../../../backend/detectors/detector.ts';
import { seasonal } from '../../../backend/detectors/seasonal/seasonal.ts';
import { runsOf } from '../../../contract/interpretation.ts';
import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { cleanGroup } from '../clean-corpus/clean-group.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { DAY_POINTS } from '../clean-corpus/shapes.ts';

const DAYS = 21;
/** Days of a cold start, and days from which a history is complete. */
export const YOUNG = 3;
export const GROWN = 14;

export interface ColdStart {
  readonly kind: string;
  /** Marks (runs of medium and above) a series and day: in the first 3 days, until day 14, and after. */
  readonly young: number;
  readonly growing: number;
  readonly grown: number;
}

/** Marks of `seasonal` on clean series whose history begins with them. */
export async function coldStarts(seeds: readonly number[]): Promise<ColdStart[]> {
  const kinds: ColdStart[] = [];
  for (const family of CLEAN_FAMILIES) {
    const marks = { young: 0, growing: 0, grown: 0 };
    for (const seed of seeds) {
      const group = cleanGroup(family, seed, DAYS * DAY_POINTS, false);
      const [model]: FittedModel[] = await seasonal.fit([emptyLike(group)], seasonal.schema.parse({}), 1);
      const { score } = (await seasonal.score([model], [null], [group]))[0].series[0];
      const flags = Uint8Array.from(score, (one) => (one >= SEVERITY_THRESHOLDS.medium ? 1 : 0));
      for (const { first } of runsOf(flags, group.series[0].values)) {
        marks[first < YOUNG * DAY_POINTS ? 'young' : first < GROWN * DAY_POINTS ? 'growing' : 'grown'] += 1;
      }
    }
    kinds.push({
      kind: family.name,
      young: marks.young / seeds.length / YOUNG,
      growing: marks.growing / seeds.length / (GROWN - YOUNG),
      grown: marks.grown / seeds.length / (DAYS - GROWN),
    });
  }
  return kinds;
}

function emptyLike({ step, series }: SeriesGroup): SeriesGroup {
  return {
    step,
    series: series.map(({ labels }) => ({ labels, times: new Float64Array(), values: new Float64Array() })),
  };
}
