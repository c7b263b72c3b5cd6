import { lineSeries } from '../detections/batch/line-series.ts';
import type { BatchLine } from '../detections/batch/line.ts';
import type { Detector, FittedModel, SeriesGroup } from '../detectors/detector.ts';
import { DETECTORS } from '../detectors/index.ts';
import { NightjarError } from '../errors.ts';
import { exampleSeries } from '../features/example-series.ts';
import { formatLabels } from '../series/series.ts';
import { batchLines } from './batch-lines.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';
import { BATCH_FLAGS, SETTING_USAGE, pairsOf, readDetector, readSeed, readSettings } from './detector-flags.ts';
import { EXPORTING_FORECASTERS, exportForecasts } from './export-forecasts.ts';
import { ModelWriter } from './model-writer.ts';

/** What `--detector` means when it is not there. */
const DEFAULT = 'isolation-forest';
const exporting = DETECTORS.filter((detector) => detector.exports);

const usage = `usage: nightjar export-model --batch in.jsonl --out DIR [--detector ID] [--form NAME] [--set name=value ...] [--seed N]
       nightjar export-model --batch in.jsonl --out DIR --forecaster ID --horizon STEPS [--set name=value ...] [--seed N]
       nightjar export-model --all --out DIR [--seed N]

Fits models and writes each as a standard ONNX file whose metadata hold feature names, scaler, thresholds, training range and settings.
A line in is {"id","t":[ms],"v":[...] or "columns":{name:[...]},"trainUntil":index?}, as for nightjar detect, or, with
--forecaster, one of nightjar forecast. Each file is named in a line of JSON on standard output.

  --batch FILE      lines in; - reads standard input
  --all             instead of a batch: one model of every detector that exports, fitted on generated data
  --out DIR         folder for the .onnx files; made where it is missing
  --detector ID     ${exporting.map(({ id }) => id).join(', ')} (default ${DEFAULT})
  --forecaster ID   instead of a detector: ${EXPORTING_FORECASTERS}
  --horizon STEPS   steps that the forecaster's file gives
  --form NAME       the same model by other operators: ${formsText()}
${SETTING_USAGE}`;

/** Forms that detectors offer beside their usual one: `svm-regressor (one-class-svm)`. */
function formsText(): string {
  return exporting.flatMap(({ id, forms }) => Object.keys(forms ?? {}).map((form) => `${form} (${id})`)).join(', ');
}

export const exportModel: Command = {
  name: 'export-model',
  summary: 'fit models and write them as ONNX files',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        ...BATCH_FLAGS,
        all: { type: 'boolean', default: false },
        detector: { type: 'string', default: DEFAULT },
        form: { type: 'string' },
        forecaster: { type: 'string' },
        horizon: { type: 'string' },
      },
    } as const);
    if (values.out === undefined || (values.batch === undefined) === !values.all) {
      throw new UsageError('give --out DIR, and either --batch FILE or --all');
    }
    const seed = readSeed(values.seed);
    const writer = new ModelWriter(values.out);
    if (values.batch === undefined) {
      if (values.form !== undefined) {
        throw new UsageError('--form goes with --batch');
      }
      for (const detector of exporting) {
        await exportExamples(detector, seed, writer);
      }
      return 0;
    }
    if (values.forecaster !== undefined) {
      const asked = { id: values.forecaster, horizon: values.horizon, settings: pairsOf('--set', values.set), seed };
      await exportForecasts(values.batch, asked, writer);
      return 0;
    }
    const detector = readDetector(values.detector);
    if (!detector.toOnnx) {
      throw new UsageError(
        `${detector.id} does not run as an ONNX model; take one of ${exporting.map(({ id }) => id).join(', ')}`
      );
    }
    if (values.form !== undefined && !Object.hasOwn(detector.forms ?? {}, values.form)) {
      throw new UsageError(`${detector.id} has no form '${values.form}'; there are: ${formsText()}`);
    }
    await exportBatch(values.batch, detector, readSettings(detector, values.set), seed, writer, values.form);
    return 0;
  },
};

/** Writes a fitted model, by one of the detector's other forms where `form` names it, and tells it on standard output. */
function writeModel(
  writer: ModelWriter,
  wanted: string,
  detector: Detector,
  model: FittedModel,
  group: SeriesGroup,
  form: string | undefined
): void {
  const bytes = form === undefined ? detector.toOnnx?.(model) : detector.forms?.[form](model);
  if (!bytes) {
    throw new NightjarError('bad-request', `${detector.id} does not run as an ONNX model; choose another detector.`);
  }
  const series = group.series.map(({ labels }) => formatLabels(labels));
  process.stdout.write(`${writer.write(wanted, bytes, { detector: detector.id, series, trained: model.trained })}\n`);
}

/** One model for one series of two weeks at 5 minutes, and one for three together where the detector works jointly. */
async function exportExamples(detector: Detector, seed: number, writer: ModelWriter): Promise<void> {
  const step = 300_000;
  const series = [1, 2, 3].map((i) => exampleSeries(`example_${i}`, 14, step, i));
  for (const joint of [false, true]) {
    const settings = detector.schema.parse({ joint });
    if (detector.isJoint(settings) !== joint) {
      continue;
    }
    const group = { step, series: joint ? series : series.slice(0, 1) };
    const [model] = await detector.fit([group], settings, seed);
    writeModel(writer, joint ? `${detector.id}-joint` : detector.id, detector, model, group, undefined);
  }
}

async function exportBatch(
  batch: string,
  detector: Detector,
  settings: unknown,
  seed: number,
  writer: ModelWriter,
  form: string | undefined
): Promise<void> {
  for await (const { line, number } of batchLines(batch)) {
    const groups = trainingGroups(line, number, detector.isJoint(settings));
    const models = await detector.fit(groups, settings, seed);
    models.forEach((model, i) => {
      const column = groups.length > 1 ? `-${formatLabels(groups[i].series[0].labels)}` : '';
      writeModel(writer, `${line.id ?? `line-${number}`}${column}`, detector, model, groups[i], form);
    });
  }
}

/** The training part of a line: its columns together, or one by one. */
function trainingGroups(line: BatchLine, number: number, joint: boolean): SeriesGroup[] {
  const group = lineSeries(line, number, line.trainUntil);
  return joint ? [group] : group.series.map((one) => ({ step: group.step, series: [one] }));
}
