import { exampleSeries } from '../../backend/features/example-series.ts';
import { ColumnCache } from '../../backend/features/pipeline/column-cache.ts';
import { parseFeatures } from '../../backend/features/pipeline/expression.ts';
import { fitPipeline, transform } from '../../backend/features/pipeline/pipeline.ts';
import type { Series } from '../../backend/series/series.ts';
import type { Bench } from './bench.ts';
import { interleave, timer } from './interleave.ts';

const STEP_MS = 300_000;
const ROUNDS = 15;
const AIM_MS = 10;
/** One of every kind. */
const FEATURES =
  'value, log(value), lag(value, 1), difference(value, 1), rate(value), mean(value, 1h), std(value, 1h), median(value, 1h), min(value, 1h), max(value, 1h), hour, weekday, weekend, fourier(1d, 3)';

/** Features of one entity, two weeks at five minutes: computed, fitted, scaled, and those of its newest point. */
export const featuresBench: Bench = {
  title: 'Features of an entity',
  summary: 'the feature pipeline: computing, fitting and scaling, one entity',
  async run() {
    const series = exampleSeries('requests', 14, STEP_MS, 1);
    const features = parseFeatures(FEATURES);
    const pipeline = fitPipeline(FEATURES, 'robust', series, STEP_MS);
    const columns = pipeline.columns.length;
    const { times, values } = series;
    const recent: Series = { ...series, times: times.slice(-13), values: values.slice(-13) };
    let round = 0;
    /** Never seen before, so that no cache answers. */
    const fresh = (): Series => ({ ...series, values: values.map((value) => value + ++round * 1e-9) });
    const { computed, fitted, again, newest } = await interleave(
      {
        computed: timer(() => new ColumnCache().of(features, series, STEP_MS)),
        fitted: timer(() => {
          const one = fresh();
          transform(fitPipeline(FEATURES, 'robust', one, STEP_MS), one);
        }),
        again: timer(() => transform(pipeline, series)),
        newest: timer(() => transform(pipeline, recent), 50),
      },
      ROUNDS
    );
    const row = (what: string, ms: number) => `| ${what} | ${ms.toPrecision(2)} ms |`;
    return {
      markdown: `${columns} columns of every kind of feature, ${times.length.toLocaleString('en')} points of one entity, one thread, medians of ${ROUNDS} rounds.

| | |
|---|---|
${[
  row('computing all columns', computed),
  row('computing, fitting and scaling an entity not seen before', fitted),
  row('scaling one whose columns are cached', again),
  row('the newest point', newest),
].join('\n')}`,
      gates: [],
      goals: [
        {
          name: 'features of an entity, computed, fitted and scaled',
          aim: `under ${AIM_MS} ms`,
          found: `${fitted.toFixed(1)} ms`,
          reached: fitted < AIM_MS,
        },
      ],
      figures: { columns, points: times.length, computed, fitted, again, newest },
      skipped: [],
    };
  },
};
