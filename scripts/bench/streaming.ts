import { serialize } from 'node:v8';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { partOfGroup } from '../../backend/detectors/group-part.ts';
import { DETECTORS } from '../../backend/detectors/index.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import type { Bench, BenchReport } from './bench.ts';

const STEP_MS = 60_000;
const DAYS = 28;
const TRAINING = 14 * 1440;
const ROUNDS = 5;
/** Baselines that keep a few numbers of a series. */
const BASELINES: ReadonlySet<string> = new Set(['zscore', 'mad', 'ewma', 'quantile']);
const LIMIT_BYTES = { baseline: 2048, other: 40 * 1024 };

interface Row {
  readonly id: string;
  readonly microseconds: number;
  readonly bytes: number;
}

/** Bytes of the numbers in a state, however it is nested. */
function bytesOf(state: unknown): number {
  if (ArrayBuffer.isView(state)) {
    return state.byteLength;
  }
  if (typeof state === 'object' && state !== null) {
    return Object.values(state).reduce((sum: number, one) => sum + bytesOf(one), 0);
  }
  return serialize(state).length - serialize(null).length + 1;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

async function measure(id: string): Promise<Row | null> {
  const detector = DETECTORS.find((one) => one.id === id);
  if (!detector?.streams) {
    return null;
  }
  const settings = detector.schema.parse({});
  const all: SeriesGroup = { step: STEP_MS, series: [exampleSeries('requests', DAYS, STEP_MS, 1)] };
  const [model] = await detector.fit([partOfGroup(all, 0, TRAINING)], settings, 1);
  const window = partOfGroup(all, TRAINING, DAYS * 1440);
  const times: number[] = [];
  let state: unknown = model.state;
  for (let round = 0; round < ROUNDS; round++) {
    const started = process.cpuUsage();
    const [scores] = await detector.score([model], [null], [window]);
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / window.series[0].times.length);
    state = scores.state;
  }
  return { id, microseconds: median(times), bytes: bytesOf(state) };
}

/** Time a point and size of the state of every detector that learns with every point. */
export const streaming: Bench = {
  title: 'Streaming detectors',
  summary: 'microseconds a point and bytes of state of every detector that runs on from a state',
  async run(): Promise<BenchReport> {
    const rows: Row[] = [];
    for (const { id } of DETECTORS) {
      const row = await measure(id);
      if (row) {
        rows.push(row);
      }
    }
    const limitOf = (id: string): number => (BASELINES.has(id) ? LIMIT_BYTES.baseline : LIMIT_BYTES.other);
    const lines = rows.map(({ id, microseconds, bytes }) => `| \`${id}\` | ${microseconds.toFixed(2)} | ${bytes} |`);
    const seasonal = rows.find(({ id }) => id === 'seasonal');
    return {
      markdown: [
        `${DAYS - 14} days of a series at one minute after ${14} of training, median processor time of ${ROUNDS} rounds, evidence for explanations included.`,
        '',
        '| detector | us a point | bytes of state a series |',
        '| --- | --: | --: |',
        ...lines,
      ].join('\n'),
      gates: rows.map(({ id, bytes }) => ({
        name: `state of ${id}`,
        found: `${bytes} bytes`,
        bound: `at most ${limitOf(id)}`,
        passed: bytes <= limitOf(id),
      })),
      goals: seasonal
        ? [
            {
              name: 'seasonal, time a point',
              found: `${seasonal.microseconds.toFixed(2)} us`,
              aim: 'about 1 us',
              reached: seasonal.microseconds <= 1.5,
            },
          ]
        : [],
      skipped: [],
      figures: { rows },
    };
  },
};
