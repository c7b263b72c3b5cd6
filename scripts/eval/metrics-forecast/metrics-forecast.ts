import { join, resolve } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { Evaluation } from '../evaluation.ts';
import { runParallel } from '../parallel/pool.ts';
import type { MetricResult, MetricRun } from './metric-run.ts';
import { RESOLUTIONS, SOURCES, readMetrics } from './metric-series.ts';

const FORECASTERS = ['auto', 'mstl', 'seasonal-naive'];

interface Group {
  readonly name: string;
  readonly runs: readonly Omit<MetricRun, 'forecaster'>[];
}

interface Figures {
  readonly origins: number;
  readonly mase: number;
  readonly coverage: number;
  readonly ms: number;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function figuresOf(results: readonly MetricResult[]): Figures {
  const all = (of: (one: MetricResult) => readonly number[]): readonly number[] => results.flatMap((one) => of(one));
  return {
    origins: all((one) => one.mase).length,
    mase: mean(all((one) => one.mase)),
    coverage: mean(all((one) => one.held)),
    ms: mean(all((one) => one.ms)),
  };
}

async function groupsOf(data: string): Promise<Group[]> {
  const groups: Group[] = [];
  for (const source of SOURCES) {
    const metrics = await readMetrics(data, source);
    for (const [resolution, { name, step }] of RESOLUTIONS.entries()) {
      const runs = metrics.flatMap((metric, index) =>
        metric.step <= step ? [{ data, source, index, resolution }] : []
      );
      if (runs.length > 0) {
        groups.push({ name: `${source}, ${name}`, runs });
      }
    }
  }
  return groups;
}

export const metricsForecast: Evaluation = {
  title: 'Forecasts of server metrics',
  summary:
    'MASE and coverage from rolling origins on ASD, donut, NAB and the demo (--data: a folder with asd, donut-kpi-samples, nab)',
  async run({ data: given, detector, print, say }) {
    if (given === undefined) {
      throw new NightjarError('bad-request', 'Give --data DIR, a folder with asd, donut-kpi-samples and nab.');
    }
    const forecasters = [...new Set([...FORECASTERS, ...(detector === undefined ? [] : [detector])])];
    print(METHOD);
    print(`| group | origins | ${forecasters.map((id) => `${id} MASE | held by 95 %, %`).join(' | ')} | ms of auto |`);
    print(`|---|---|${forecasters.map(() => '---|---|').join('')}---|`);
    const groups = await groupsOf(resolve(given));
    const asked: (MetricRun & { readonly group: string })[] = groups.flatMap(({ name, runs }) =>
      runs.flatMap((run) => forecasters.map((forecaster) => ({ ...run, forecaster, group: name })))
    );
    const results = await runParallel<MetricResult>(join(import.meta.dirname, 'metric-run.ts'), asked, {
      progress: (done, count) => (done % 50 === 0 ? say(`${done} of ${count}`) : undefined),
    });
    const figures: Record<string, Record<string, Figures>> = {};
    for (const { name } of groups) {
      const of = (id: string) => results.filter((_, i) => asked[i].group === name && asked[i].forecaster === id);
      figures[name] = Object.fromEntries(forecasters.map((id) => [id, figuresOf(of(id))]));
      print(rowOf(name, forecasters, figures[name]));
    }
    const all = Object.values(figures);
    const average = Object.fromEntries(
      forecasters.map((id) => {
        const of = (key: keyof Figures): number => mean(all.map((group) => group[id][key]));
        return [
          id,
          {
            origins: all.reduce((sum, group) => sum + group[id].origins, 0),
            mase: of('mase'),
            coverage: of('coverage'),
            ms: of('ms'),
          },
        ];
      })
    );
    print(rowOf('**mean of groups**', forecasters, average));
    return { ...figures, mean: average };
  },
};

function rowOf(name: string, forecasters: readonly string[], figures: Readonly<Record<string, Figures>>): string {
  const cells = forecasters.map((id) => `${figures[id].mase.toFixed(3)} | ${(100 * figures[id].coverage).toFixed(1)}`);
  return `| ${name} | ${figures.auto.origins} | ${cells.join(' | ')} | ${figures.auto.ms.toFixed(0)} |`;
}

const METHOD = `Every metric is forecast from four origins evenly over its second half, as \`nightjar forecast\` does it at its defaults, from no more than the history before each:
a minute's step knows 3 days and looks an hour ahead, five minutes 7 days and 6 hours, an hour 28 days and 48 hours. MASE scales by the mean absolute difference to a day before.
ASD are metrics of servers with labelled faults, every other one; NAB its real files, every other one; the demo its shop, with its faults. Anomalies are left in, in what is known and
in what comes. Which members \`auto\` has and how it combines them was compared on these origins and on others, of the metrics left out here, where it came out alike.\n`;
