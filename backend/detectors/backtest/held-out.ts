import type { FittedModel, SeriesGroup } from '../detector.ts';
import { partOfGroup } from '../group-part.ts';
import { firstState, scoreMember } from '../member.ts';
import type { Member } from '../member.ts';

/** A member fitted on the first points of a group of one series, to be tried on the rest. */
export interface HeldOut {
  readonly member: Member;
  readonly model: FittedModel;
  /** Points the model was fitted on. */
  readonly from: number;
}

export async function fitHeldOut(member: Member, group: SeriesGroup, from: number, seed: number): Promise<HeldOut> {
  const [model] = await member.detector.fit([partOfGroup(group, 0, from)], member.settings, seed);
  return { member, model, from };
}

/** Scores of the first series from point `from` on; the group may differ from the one fitted on behind that point alone. */
export async function scoreHeldOut({ member, model, from }: HeldOut, group: SeriesGroup): Promise<Float64Array> {
  const start = Math.max(0, from - member.detector.lookback(member.settings));
  const window = partOfGroup(group, start, group.series[0].times.length);
  const { series } = await scoreMember(member, model, firstState(model), window);
  return series[0].score.subarray(from - start);
}
