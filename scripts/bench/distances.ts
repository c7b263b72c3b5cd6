import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitDensities, outlierFactors } from '../../backend/detectors/distances/local-outlier-factor.ts';
import { NeighbourSearch } from '../../backend/detectors/distances/neighbours.ts';
import type { Points } from '../../backend/detectors/distances/points.ts';
import { windowPoints } from '../../backend/detectors/distances/window-space.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { fitWindowColumn } from '../../backend/features/window-rows.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { onOneCore } from './core-pin.ts';
import { interleaveRounds, mediansOf, pairedRatio, processorTimer, repeated } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

/** What distances_peer.py takes. */
type DistancesTask =
  | { readonly do: 'load'; readonly file: string; readonly rows: number; readonly columns: number }
  | { readonly do: 'neighbours' | 'factors'; readonly k: number; readonly repeat: number };

const NEIGHBOURS = 20;

interface Data {
  readonly name: string;
  readonly points: Points;
  readonly rounds: number;
  readonly repeat: number;
  /** Least ratio to scikit-learn; null where it is only recorded. */
  readonly least: number | null;
}

/** Medians in ms of one comparison. */
interface Row extends Omit<Data, 'points'> {
  readonly what: string;
  readonly nightjar: number;
  readonly sklearn: number;
  /** How many times as fast Nightjar is, by rounds. */
  readonly ratio: number;
}

/** Normal clusters of different spread. */
function clusters(count: number, columns: number): Points {
  const random = seededRandom(count, columns);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centers = Float64Array.from({ length: 5 * columns }, () => 5 * normal());
  const rows = new Float32Array(count * columns);
  for (let i = 0; i < count; i++) {
    const of = Math.floor(5 * random());
    for (let c = 0; c < columns; c++) {
      rows[i * columns + c] = centers[of * columns + c] + (0.5 + 0.4 * of) * normal();
    }
  }
  return { rows, count, columns };
}

/** Windows of a metric, ten numbers each. */
function windows(count: number): Points {
  const step = 60_000;
  const all = exampleSeries('requests', 14, step, 1);
  const series = { ...all, times: all.times.slice(0, count + 29), values: all.values.slice(0, count + 29) };
  const columns = [fitWindowColumn(series, step, true)];
  return windowPoints([series], { columns, window: 30, blocks: Array<number>(10).fill(3) });
}

const DATA: readonly Data[] = [
  { name: '500 x 12, clusters', points: clusters(500, 12), rounds: 61, repeat: 25, least: 1.8 },
  { name: '10,000 x 10, clusters', points: clusters(10_000, 10), rounds: 9, repeat: 1, least: 0.85 },
  { name: '10,000 x 10, windows of a metric', points: windows(10_000), rounds: 9, repeat: 1, least: null },
  { name: '10,000 x 2, clusters', points: clusters(10_000, 2), rounds: 9, repeat: 1, least: null },
];

async function compare(sklearn: PythonPeer<DistancesTask>, folder: string, data: Data): Promise<Row[]> {
  const { points, rounds, repeat } = data;
  const file = join(folder, 'points.f32');
  writeFileSync(file, points.rows);
  await sklearn.ask({ do: 'load', file, rows: points.count, columns: points.columns });
  const places = Int32Array.from({ length: points.count }, (_, i) => i);
  const others = { queries: places, references: places, zone: 1 };
  const neighbours = () => new NeighbourSearch(points, NEIGHBOURS).find(points, others);
  const factors = async () => {
    const own = await neighbours();
    return outlierFactors(own, fitDensities(own));
  };
  const times = await interleaveRounds(
    {
      neighbours: processorTimer(repeated(neighbours, repeat), repeat),
      sklearnNeighbours: () => sklearn.ask({ do: 'neighbours', k: NEIGHBOURS, repeat }),
      factors: processorTimer(repeated(factors, repeat), repeat),
      sklearnFactors: () => sklearn.ask({ do: 'factors', k: NEIGHBOURS, repeat }),
    },
    rounds
  );
  const medians = mediansOf(times);
  return [
    {
      ...data,
      what: 'nearest neighbours',
      nightjar: medians.neighbours,
      sklearn: medians.sklearnNeighbours,
      ratio: pairedRatio(times.sklearnNeighbours, times.neighbours),
    },
    {
      ...data,
      what: 'local outlier factors',
      nightjar: medians.factors,
      sklearn: medians.sklearnFactors,
      ratio: pairedRatio(times.sklearnFactors, times.factors),
    },
  ];
}

function report(rows: readonly Row[], isPinned: boolean): BenchReport {
  const duration = (ms: number) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${row.what} | ${duration(row.nightjar)} | ${duration(row.sklearn)} | ${row.ratio.toFixed(1)} |`
  );
  return {
    markdown: `The ${NEIGHBOURS} nearest neighbours of every point among the others, exact, and local outlier factors from them, as \`window-knn\` and \`lof\` compute them; scikit-learn's
\`NearestNeighbors\` and \`LocalOutlierFactor\` as they come (\`algorithm='auto'\`), which build their index in the time too, as Nightjar does. One thread
each${isPinned ? ', pinned to one core' : ''}; processor time, medians of rounds in turn, of the ratio as of the times.

| points | | Nightjar | scikit-learn | times as fast |
|---|---|---|---|---|
${lines.join('\n')}`,
    gates: rows.flatMap((row) =>
      row.least === null ? [] : [ratioGate(`${row.what}, ${row.name}: speed over scikit-learn's`, row.ratio, row.least)]
    ),
    goals: [],
    figures: rows.map(({ name, what, nightjar, sklearn, ratio }) => ({ name, what, nightjar, sklearn, ratio })),
    skipped: [],
  };
}

export const distances: Bench = {
  title: 'Nearest neighbours and local outlier factors, beside scikit-learn',
  summary: 'distances of lof and window-knn, beside scikit-learn',
  async run(say) {
    const { result, isPinned } = await onOneCore(() =>
      withPeer(say, 'distances_peer.py', async (sklearn: PythonPeer<DistancesTask>, folder) => {
        const found: Row[] = [];
        for (const data of DATA) {
          found.push(...(await compare(sklearn, folder, data)));
        }
        return found;
      })
    );
    return report(result, isPinned);
  },
};
