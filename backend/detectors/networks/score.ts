import { seasonAt } from '../../features/season-profile.ts';
import { calibrate } from '../calibration.ts';
import type { FittedModel, GroupScores, Scored, SeriesGroup } from '../detector.ts';
import type { NetworkKind } from './kind.ts';
import { parametersOf } from './model.ts';
import type { NetworkParameters } from './model.ts';
import { predictAll } from './predict.ts';
import type { PredictJob } from './predict.ts';
import { rowsOf } from './rows.ts';
import type { SeenRows } from './rows.ts';

interface Task {
  readonly parameters: NetworkParameters;
  readonly window: SeriesGroup;
  readonly rows: SeenRows;
  readonly scored: readonly Scored[];
}

/** Scores every group: those whose networks are built alike side by side. */
export async function scoreGroups(
  kind: NetworkKind,
  models: readonly FittedModel[],
  windows: readonly SeriesGroup[]
): Promise<GroupScores[]> {
  const alike = new Map<string, Task[]>();
  const answers = windows.map((window, w): GroupScores => {
    const parameters = parametersOf(models[w]);
    const scored = unscored(kind, parameters, window);
    if (parameters.weights) {
      const key = JSON.stringify(parameters.shape);
      const list = alike.get(key) ?? [];
      alike.set(key, list);
      list.push({ parameters, window, rows: rowsOf(window, parameters.columns, parameters.shape), scored });
    }
    return { series: scored, state: null };
  });
  for (const tasks of alike.values()) {
    await fillScores(kind, tasks);
  }
  return answers;
}

/** The season's usual values and band, and no scores. */
function unscored(
  kind: NetworkKind,
  { columns, bandWidth, weights }: NetworkParameters,
  { series }: SeriesGroup
): Scored[] {
  return series.map(({ times }, s) => {
    const column = columns[s];
    const expected = times.map((time) => (weights ? seasonAt(column, time) + column.center : Number.NaN));
    const reach = bandWidth * column.scale;
    return {
      score: new Float64Array(times.length).fill(Number.NaN),
      expected,
      lower: expected.map((value) => value - reach),
      upper: expected.map((value) => value + reach),
      evidence: {
        spread: new Float64Array(times.length).fill(column.scale),
        ...Object.fromEntries(
          ['raw', ...Object.keys(kind.evidence)].map((key) => [key, new Float64Array(times.length).fill(Number.NaN)])
        ),
      },
    };
  });
}

async function fillScores(kind: NetworkKind, tasks: readonly Task[]): Promise<void> {
  const { shape } = tasks[0].parameters;
  const network = kind.network(shape);
  const jobs = tasks.map(({ parameters: { weights }, rows }): PredictJob => {
    return { flat: weights ?? new Float32Array(0), rows: rows.seen, count: rows.count };
  });
  const outputs = await predictAll(network, jobs);
  const width = shape.series * shape.points;
  tasks.forEach(({ parameters, window, rows, scored }, t) => {
    const { columns, bandWidth, calibration } = parameters;
    const judge = kind.judge(shape, parameters.judge);
    for (let k = 0; k < rows.count; k++) {
      const row = rows.judged.subarray(k * width, (k + 1) * width);
      const said = judge.of(row, outputs[t].subarray(k * network.outputs, (k + 1) * network.outputs));
      const i = rows.instants[k];
      const score = calibrate(calibration, said.raw);
      const largest = Math.max(...said.bySeries);
      scored.forEach((one, s) => {
        const column = columns[s];
        const spread = said.spread[s] * column.scale;
        const scaled = said.expected[s] + rows.offsets[k * shape.series + s];
        const expected = seasonAt(column, window.series[s].times[i]) + column.center + scaled * column.scale;
        one.score[i] = largest > 0 ? score * (said.bySeries[s] / largest) : score;
        one.expected[i] = expected;
        one.lower[i] = expected - bandWidth * spread;
        one.upper[i] = expected + bandWidth * spread;
        one.evidence.raw[i] = said.raw;
        one.evidence.spread[i] = spread;
        for (const key of Object.keys(kind.evidence)) {
          one.evidence[key][i] = said.evidence?.[key] ?? Number.NaN;
        }
      });
    }
  });
}
