import type { Detector, FittedModel, GroupScores, Plain, Scored, SeriesGroup } from '../detector.ts';
import { scoreMember } from '../member.ts';
import type { MemberState } from '../member.ts';
import { mixed, opinionOf } from './combine.ts';
import { membersOf, parametersOf, scoreOf } from './model.ts';
import type { EnsembleParameters } from './model.ts';

/** Columns of a member that go into the evidence, beside its own evidence. */
const OWN = ['score', 'expected', 'lower', 'upper'] as const;

export async function scoreGroup(
  known: readonly Detector[],
  model: FittedModel,
  from: Plain | null,
  window: SeriesGroup
): Promise<GroupScores> {
  const parameters = parametersOf(model);
  if (parameters.models.length === 0) {
    return { series: window.series.map(({ times }) => silent(times.length)), state: null };
  }
  const states = (from ?? model.state) as unknown as readonly MemberState[];
  const members = membersOf(known, parameters.members);
  const parts = await Promise.all(
    members.map((member, m) => scoreMember(member, parameters.models[m], states[m], window))
  );
  const series = window.series.map((_, s) =>
    combineSeries(
      parameters,
      parts.map((part) => part.series[s])
    )
  );
  return { series, state: parts.map(({ after }) => after) };
}

function silent(length: number): Scored {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return { score: column(), expected: column(), lower: column(), upper: column(), evidence: {} };
}

/** Scores of one series from its members'; expected value and band are those of the first member. */
function combineSeries(parameters: EnsembleParameters, parts: readonly Scored[]): Scored {
  const { mixture, members } = parameters;
  const raw = parts[0].score.map((_, i) =>
    mixed(
      mixture,
      parts.map(({ score }, m) => opinionOf(mixture, m, score[i]))
    )
  );
  const evidence: Record<string, Float64Array> = { raw };
  parts.forEach((part, m) => {
    OWN.forEach((name) => {
      evidence[`${members[m]}.${name}`] = part[name];
    });
    for (const [name, column] of Object.entries(part.evidence)) {
      evidence[`${members[m]}.${name}`] = column;
    }
  });
  const { expected, lower, upper } = parts[0];
  return { score: raw.map((value) => scoreOf(parameters, value)), expected, lower, upper, evidence };
}

/** What a member gave one series, from the ensemble's evidence. */
export function partOf({ evidence }: Scored, member: string): Scored {
  const prefix = `${member}.`;
  const own: Record<string, Float64Array> = {};
  for (const [name, column] of Object.entries(evidence)) {
    if (name.startsWith(prefix)) {
      own[name.slice(prefix.length)] = column;
    }
  }
  const { score, expected, lower, upper, ...rest } = own;
  return { score, expected, lower, upper, evidence: rest };
}
