import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NightjarError } from '../../../backend/errors.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { DAY_POINTS } from '../clean-corpus/shapes.ts';
import { randomFrom } from '../random.ts';
import { FAULTS, noiseOf } from '../synthetic-detection/faults.ts';

/** One labelled line: scored whole, judged from `from` on. */
export interface LabelledSeries {
  readonly set: VusSet;
  readonly name: string;
  /** ms between points. */
  readonly step: number;
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly labels: Uint8Array;
  /** Points before it train; 0 where a detector starts from nothing. */
  readonly from: number;
}

export const VUS_SETS = ['ASD joint', 'ASD per metric', 'donut', 'generated'] as const;
export type VusSet = (typeof VUS_SETS)[number];

const MINUTE = 60_000;
/** Metrics of each server that are judged alone: those with labels, evenly spaced. */
const METRICS_A_SERVER = 3;
/** Every so many servers are judged jointly. */
const SERVER_STRIDE = 2;

/** All labelled series under `data` (folders asd and donut-kpi-samples), and the generated ones. The same for every detector. */
export function readVusSeries(data: string): LabelledSeries[] {
  const servers = readdirSync(join(data, 'asd'))
    .flatMap((file) => /^omi-(\d+)_test\.npy\.gz$/.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  return [
    ...servers.filter((_, i) => i % SERVER_STRIDE === 0).map((server) => asdJoint(data, server)),
    ...servers.flatMap((server) => asdMetrics(data, server)),
    ...readdirSync(join(data, 'donut-kpi-samples'))
      .filter((file) => file.endsWith('.csv'))
      .map((file) => donut(data, file)),
    ...generated(),
  ];
}

function asdJoint(data: string, server: number): LabelledSeries {
  const { columns, from, length } = asdColumns(data, server);
  const labels = new Uint8Array(length);
  labels.set(readNpy(join(data, 'asd', `omi-${server}_test_label.npy.gz`)).values, from);
  return { set: 'ASD joint', name: `omi-${server}`, step: 5 * MINUTE, columns, labels, from };
}

/** The metrics that the label of a stretch names as odd. */
function asdMetrics(data: string, server: number): LabelledSeries[] {
  const { columns, from, length } = asdColumns(data, server);
  const labels = new Map<string, Uint8Array>();
  const text = readFileSync(join(data, 'asd', 'interpretation_label', `omi-${server}.txt`), 'utf8');
  for (const line of text.trim().split('\n')) {
    const match = /^(\d+)-(\d+):([\d,]+)/.exec(line.trim());
    if (!match) {
      throw new NightjarError('bad-request', `The labels of omi-${server} hold a line that is not FIRST-LAST:METRICS.`);
    }
    for (const metric of match[3].split(',')) {
      const own = labels.get(metric) ?? new Uint8Array(length);
      own.fill(1, from + Number(match[1]), from + Number(match[2]) + 1);
      labels.set(metric, own);
    }
  }
  const metrics = [...labels.keys()].sort((a, b) => Number(a) - Number(b));
  const picked = Array.from(
    { length: Math.min(METRICS_A_SERVER, metrics.length) },
    (_, k) => metrics[Math.floor(((k + 0.5) * metrics.length) / METRICS_A_SERVER)]
  );
  return picked.map((metric) => ({
    set: 'ASD per metric',
    name: `omi-${server}, metric ${metric}`,
    step: 5 * MINUTE,
    columns: new Map([['', columns.get(metric) ?? new Float64Array(length)]]),
    labels: labels.get(metric) ?? new Uint8Array(length),
    from,
  }));
}

function asdColumns(data: string, server: number) {
  const [train, test] = ['train', 'test'].map((part) => readNpy(join(data, 'asd', `omi-${server}_${part}.npy.gz`)));
  const [rows, width] = train.shape;
  const length = rows + test.shape[0];
  const columns = new Map<string, Float64Array>();
  for (let metric = 0; metric < width; metric++) {
    const at = (i: number): number =>
      i < rows ? train.values[i * width + metric] : test.values[(i - rows) * width + metric];
    columns.set(
      String(metric + 1),
      Float64Array.from({ length }, (_, i) => at(i))
    );
  }
  return { columns, from: rows, length };
}

/** A NumPy array file, gzipped: little-endian float32, float64, int64 or bytes, in C order. */
function readNpy(path: string): { readonly shape: readonly number[]; readonly values: ArrayLike<number> } {
  const file = gunzipSync(readFileSync(path));
  const start = 10 + file.readUInt16LE(8);
  const header = file.toString('latin1', 10, start);
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').split(',').filter((part) => part.trim() !== '');
  const kind = /'descr': '[<|]?(\w+)'/.exec(header)?.[1] ?? '';
  const body = new Uint8Array(file.subarray(start)).buffer;
  const values = { f4: Float32Array, f8: Float64Array, u1: Uint8Array, b1: Uint8Array }[kind];
  if (kind === 'i8') {
    return { shape: shape.map(Number), values: Array.from(new BigInt64Array(body), Number) };
  }
  if (!values || header.includes("'fortran_order': True")) {
    throw new NightjarError('bad-request', `${path} holds numbers of a kind that is not read here (${kind}).`);
  }
  return { shape: shape.map(Number), values: new values(body) };
}

function donut(data: string, file: string): LabelledSeries {
  const rows = readFileSync(join(data, 'donut-kpi-samples', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const cells = rows.map((row) => row.split(',').map(Number));
  return {
    set: 'donut',
    name: file.replace('.csv', ''),
    step: 5 * MINUTE,
    columns: new Map([['', Float64Array.from(cells, ([, value]) => value)]]),
    labels: Uint8Array.from(cells, ([, , label]) => label),
    from: 0,
  };
}

const GENERATED_SEED = 201;
const GENERATED = { stride: 5, trainingDays: 14, days: 21, size: 8 } as const;

/** Clean families at a point in five minutes, two weeks to train on and a week with one fault of each kind in random order. */
function generated(): LabelledSeries[] {
  const { stride, trainingDays, days, size } = GENERATED;
  return CLEAN_FAMILIES.filter(({ name }, i) => name !== 'constant' && i % 2 === 0).map(({ name, make }, f) => {
    const random = randomFrom(GENERATED_SEED, f);
    const minutes = make(random, days * DAY_POINTS);
    const values = Float64Array.from({ length: minutes.length / stride }, (_, i) => minutes[i * stride]);
    const labels = new Uint8Array(values.length);
    const from = (trainingDays * DAY_POINTS) / stride;
    const noise = noiseOf(values.subarray(0, from));
    const faults = Object.values(FAULTS);
    const room = Math.floor((values.length - from) / faults.length);
    faults.forEach(({ points, apply }, k) => {
      const first = from + k * room + Math.floor(random.uniform() * (room - points));
      apply(values, first, first + points - 1, size * noise, random);
      labels.fill(1, first, first + points);
    });
    return { set: 'generated', name, step: stride * MINUTE, columns: new Map([['', values]]), labels, from };
  });
}
