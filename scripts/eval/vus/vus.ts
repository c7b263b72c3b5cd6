import { join, resolve } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { Evaluation } from '../evaluation.ts';
import { wantedDetectors } from '../evaluation.ts';
import { withKeptRows } from '../kept/kept-rows.ts';
import { runParallel } from '../parallel/pool.ts';
import { CONTROLS } from './controls.ts';
import { VUS_SETS, readVusSeries } from './vus-series.ts';
import { WINDOW } from './vus-run.ts';
import type { VusResult, VusRun } from './vus-run.ts';

const MODES = ['causal', 'range'] as const;

/** Mean VUS-PR by `mode, set`, and microseconds a point by mode. */
type Row = Record<string, number>;

const keyOf = (mode: string, set: string): string => `${mode}, ${set}`;

function rowOf(results: readonly VusResult[]): Row {
  const row: Row = {};
  for (const mode of MODES) {
    const own = results.filter((one) => one.mode === mode);
    for (const set of VUS_SETS) {
      const some = own.filter((one) => one.set === set);
      if (some.length > 0) {
        row[keyOf(mode, set)] = Number((some.reduce((sum, { vus }) => sum + vus, 0) / some.length).toFixed(4));
      }
    }
    const points = own.reduce((sum, one) => sum + one.points, 0);
    if (points > 0) {
      row[`${mode}, us a point`] = Number(
        ((1e6 * own.reduce((sum, { seconds }) => sum + seconds, 0)) / points).toPrecision(2)
      );
    }
  }
  return row;
}

export const vus: Evaluation = {
  title: 'VUS-PR',
  summary:
    'VUS-PR of each detector on ASD, donut and generated series (--data: a folder with asd and donut-kpi-samples)',
  async run(options) {
    const { print, say, mode } = options;
    if (options.data === undefined) {
      throw new NightjarError('bad-request', 'Give --data DIR, a folder that holds asd and donut-kpi-samples.');
    }
    const data = resolve(options.data);
    const series = readVusSeries(data);
    const modes = MODES.filter((one) => mode === 'both' || one === mode);
    const fresh = new Map<string, Row>();
    const names = [...Object.keys(CONTROLS), ...wantedDetectors(options).map(({ id }) => id)];
    for (const detector of names) {
      const runs: VusRun[] = modes.flatMap((one) => series.map((_, index) => ({ detector, mode: one, index, data })));
      const started = performance.now();
      const results = await runParallel<VusResult>(join(import.meta.dirname, 'vus-run.ts'), runs, {
        progress: (done, all) => {
          if (done % 20 === 0 || done === all) {
            say(`${detector}: ${done} of ${all} series, ${Math.round((performance.now() - started) / 1000)} s`);
          }
        },
      });
      const kept = (await withKeptRows<Row>('vus', new Map(), false)).get(detector);
      fresh.set(detector, { ...kept, ...rowOf(results) });
      say(`${detector}: ${JSON.stringify(fresh.get(detector))}`);
      await withKeptRows('vus', fresh, options.writesDocs);
    }
    const rows = await withKeptRows('vus', fresh, options.writesDocs);
    print(
      methodOf(
        series.length,
        VUS_SETS.map((set) => `${series.filter((one) => one.set === set).length} ${set}`)
      )
    );
    for (const one of MODES) {
      print(`\n## ${one === 'causal' ? 'Causal: nothing ahead is seen' : 'Range: looking back over the whole line'}\n`);
      print(`| detector | ${VUS_SETS.join(' | ')} | us a point |\n|---|${VUS_SETS.map(() => '---|').join('')}---|`);
      for (const [name, row] of rows) {
        const cells = [
          ...VUS_SETS.map((set) => row[keyOf(one, set)]?.toFixed(3)),
          String(row[`${one}, us a point`] ?? ''),
        ];
        print(`| ${name.includes(' ') ? name : `\`${name}\``} | ${cells.map((cell) => cell ?? '').join(' | ')} |`);
      }
    }
    return { series: series.length, rows: Object.fromEntries(rows) };
  },
};

const methodOf = (
  count: number,
  sets: readonly string[]
): string => `Volume under the surface of range-based precision and recall (Paparrizos et al., PVLDB 2022), buffers up to ${WINDOW} points, as TSB-AD computes it
(\`npm run -s check:reference -- vus\` holds the two beside each other). Mean over series; scores are those of \`nightjar detect --batch\` with default settings (\`joint: true\` for several columns where a detector has it; else the highest of its
columns), one configuration for all. ${count} series, the same for every detector: ${sets.join(', ')} (every second server of ASD jointly; of each server three of the metrics its labels name; 21 days of every second family of generated series at five minutes with a fault of
each kind). ASD and generated series are judged behind their training part, which a causal detector is fitted on and a range one sees too; donut's have none. Time index and 3-sigma rule are controls: what a detector must beat.`;
