import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kmeans } from '../../backend/detectors/kmeans/kmeans.ts';
import { lloyd } from '../../backend/detectors/kmeans/lloyd.ts';
import { seedCentres } from '../../backend/detectors/kmeans/seed-centres.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { sessions } from '../../backend/onnx/session-cache.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { CORE, onOneCore } from './core-pin.ts';
import { interleave, processorTimer, repeated } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

/** What kmeans_peer.py takes. */
type KmeansTask =
  | {
      readonly do: 'load';
      readonly core: number;
      readonly file: string;
      readonly rows: number;
      readonly columns: number;
      readonly k: number;
    }
  | { readonly do: 'fit' | 'seeded'; readonly repeat: number };

const COLUMNS = 12;
const CLUSTERS = 8;
const ROUNDS = 21;
/** Rows, and fits timed as one. */
const SIZES = [
  { rows: 500, repeat: 20 },
  { rows: 10_000, repeat: 1 },
] as const;

/** One comparison: medians in ms of processor time. */
interface Row {
  readonly rows: number;
  readonly lloydRounds: number;
  readonly nightjar: number;
  readonly sklearn: number;
  readonly seededNightjar: number;
  readonly seededSklearn: number;
}

interface Figures {
  readonly rows: readonly Row[];
  /** Fit of a series by the detector: season, features, groups, calibration; ms. */
  readonly seriesMs: number;
  readonly isPinned: boolean;
}

/** Groups that touch, so that Lloyd's algorithm has some way to go. */
function rowsOf(count: number): Float32Array {
  const random = seededRandom(3);
  return Float32Array.from({ length: count * COLUMNS }, (_, at) => {
    const [i, f] = [Math.floor(at / COLUMNS), at % COLUMNS];
    return random() + random() + random() - 1.5 + ((i * 7 + f * (i % 5)) % 9) / 4;
  });
}

async function compare(
  sklearn: PythonPeer<KmeansTask>,
  folder: string,
  { rows: count, repeat }: (typeof SIZES)[number]
): Promise<Row> {
  const rows = rowsOf(count);
  const first = seedCentres(rows, COLUMNS, CLUSTERS, seededRandom(1));
  const file = join(folder, `${count}.f32`);
  writeFileSync(file, Float32Array.from([...rows, ...first]));
  await sklearn.ask({ do: 'load', core: CORE, file, rows: count, columns: COLUMNS, k: CLUSTERS });
  const { rounds } = await lloyd(rows, COLUMNS, first);
  let seed = 0;
  const times = await interleave(
    {
      nightjar: processorTimer(
        repeated(() => lloyd(rows, COLUMNS, first), repeat),
        repeat
      ),
      sklearn: () => sklearn.ask({ do: 'fit', repeat }),
      seededNightjar: processorTimer(
        repeated(() => lloyd(rows, COLUMNS, seedCentres(rows, COLUMNS, CLUSTERS, seededRandom(seed++))), repeat),
        repeat
      ),
      seededSklearn: () => sklearn.ask({ do: 'seeded', repeat }),
    },
    ROUNDS
  );
  return {
    rows: count,
    lloydRounds: rounds,
    nightjar: times.nightjar,
    sklearn: times.sklearn,
    seededNightjar: times.seededNightjar,
    seededSklearn: times.seededSklearn,
  };
}

async function measure(sklearn: PythonPeer<KmeansTask>, folder: string): Promise<Figures> {
  const { result, isPinned } = await onOneCore(async () => {
    const rows: Row[] = [];
    for (const size of SIZES) {
      rows.push(await compare(sklearn, folder, size));
    }
    const group = { step: 300_000, series: [exampleSeries('requests', 14, 300_000, 1)] };
    const settings = kmeans.schema.parse({});
    const { series } = await interleave({ series: processorTimer(() => kmeans.fit([group], settings, 1)) }, 9);
    return { rows, seriesMs: series };
  });
  await sessions.clear();
  return { ...result, isPinned };
}

function report(figures: Figures): BenchReport {
  const lines = figures.rows.flatMap(({ rows, lloydRounds, nightjar, sklearn, seededNightjar, seededSklearn }) => [
    `| ${rows.toLocaleString('en')} x ${COLUMNS}, from given centres (${lloydRounds} rounds) | ${nightjar.toFixed(2)} ms | ${sklearn.toFixed(2)} ms | ${(sklearn / nightjar).toFixed(2)} |`,
    `| ${rows.toLocaleString('en')} x ${COLUMNS}, from k-means++ seeds | ${seededNightjar.toFixed(2)} ms | ${seededSklearn.toFixed(2)} ms | ${(seededSklearn / seededNightjar).toFixed(2)} |`,
  ]);
  const [small, large] = figures.rows.map(({ nightjar, sklearn }) => sklearn / nightjar);
  return {
    markdown: `Lloyd's algorithm with ${CLUSTERS} groups: the same rows and first centres for both, which then take the same rounds. Processor time, one thread each${figures.isPinned ? ', pinned to one core' : ''}, medians of
${ROUNDS} rounds in turn. Each side begins with its rows ready made and ends with centres, labels and inertia.

| fit | Nightjar | scikit-learn | times as fast |
|---|---|---|---|
${lines.join('\n')}

The fit of a whole series of 14 days at 5 minutes by \`kmeans\`, from season and features to the scale of scores (three times 16 groups), takes ${figures.seriesMs.toFixed(0)} ms.`,
    gates: [
      ratioGate(`fit of ${SIZES[0].rows}: speed over scikit-learn's`, small, 2.5),
      ratioGate(`fit of ${SIZES[1].rows}: speed over scikit-learn's`, large, 0.7),
    ],
    goals: [
      {
        name: `fit of ${SIZES[1].rows}: speed over scikit-learn's`,
        aim: 'at least 1',
        found: large.toFixed(2),
        reached: large >= 1,
      },
    ],
    figures,
    skipped: [],
  };
}

export const kmeansBench: Bench = {
  title: 'K-means, beside scikit-learn',
  summary: "Lloyd's algorithm on ONNX Runtime, beside scikit-learn",
  async run(say) {
    return report(await withPeer(say, 'kmeans_peer.py', measure));
  },
};
