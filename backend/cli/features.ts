import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { lineSeries } from '../detections/batch/line-series.ts';
import type { BatchLine } from '../detections/batch/line.ts';
import { SIGNATURES, parseFeatures, usageOf } from '../features/pipeline/expression.ts';
import { fitPipeline, pipelineQuality, transform } from '../features/pipeline/pipeline.ts';
import { SCALINGS } from '../features/pipeline/scaling.ts';
import type { Scaling } from '../features/pipeline/scaling.ts';
import { partOfSeries } from '../series/slice.ts';
import { batchLines } from './batch-lines.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';

const list = Object.entries(SIGNATURES)
  .map(([name, { means }]) => `                      ${usageOf(name).padEnd(36)}${means}`)
  .join('\n');

const usage = `usage: nightjar features --batch in.jsonl --out out.jsonl --features LIST [--scaling none|standard|robust|minmax]

Computes features of series, scaled by their training part alone, and says how fit each is for a model. A line in is {"id","t":[ms],"v":[...] or
"columns":{name:[...]},"trainUntil":index?}, as for nightjar detect; a line out, one a column, is {"id","column","names":[...],"t":[...],"rows":[[...]],
"quality":[{"name","missing","constant","drift"}]}, one row an instant at which every feature can be told. Drift compares the points from trainUntil on
with those before it.

  --batch FILE      lines in; - reads standard input
  --out FILE        lines out; - writes standard output
  --features LIST   separated by commas, e.g. 'value, difference(value, 1), std(log(value), 1h), fourier(1d, 2)':
${list}
  --scaling NAME    how columns are brought to one scale (default robust)`;

export const features: Command = {
  name: 'features',
  summary: 'compute features of series from a file of JSON lines',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        batch: { type: 'string' },
        out: { type: 'string' },
        features: { type: 'string' },
        scaling: { type: 'string', default: 'robust' },
      },
    } as const);
    const { batch, out, features: text } = values;
    if (batch === undefined || out === undefined || text === undefined) {
      throw new UsageError('give --batch FILE, --out FILE and --features LIST');
    }
    const scaling = SCALINGS.find((one) => one === values.scaling);
    if (!scaling) {
      throw new UsageError(`--scaling is one of ${SCALINGS.join(', ')}, not '${values.scaling}'`);
    }
    parseFeatures(text);
    const output = out === '-' ? process.stdout : createWriteStream(out);
    for await (const { line, number } of batchLines(batch)) {
      for (const answer of answersOf(line, number, text, scaling)) {
        if (!output.write(`${JSON.stringify(answer)}\n`)) {
          await once(output, 'drain');
        }
      }
    }
    if (output !== process.stdout) {
      output.end();
      await finished(output);
    }
    return 0;
  },
};

function answersOf(line: BatchLine, number: number, text: string, scaling: Scaling): object[] {
  const { step, series } = lineSeries(line, number);
  const split = line.trainUntil === undefined ? Number.POSITIVE_INFINITY : line.times[line.trainUntil - 1];
  return series.map((one) => {
    const known = one.times.findLastIndex((time) => time <= split) + 1;
    const pipeline = fitPipeline(text, scaling, partOfSeries(one, 0, known), step);
    const { names, rows, count, instants } = transform(pipeline, one);
    const judged = known < one.times.length ? partOfSeries(one, known, one.times.length) : one;
    return {
      id: line.id,
      column: one.labels.__name__ ?? '',
      names,
      t: Array.from(instants, (i) => one.times[i]),
      rows: Array.from({ length: count }, (_, i) => [...rows.subarray(i * names.length, (i + 1) * names.length)]),
      quality: pipelineQuality(pipeline, judged).map((quality) => ({
        ...quality,
        drift: Number.isNaN(quality.drift) ? null : quality.drift,
      })),
    };
  });
}
