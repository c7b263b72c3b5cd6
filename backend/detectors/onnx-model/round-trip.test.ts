import { exampleSeries } from '../../features/example-series.ts';
import { checkModel } from '../../onnx/imports/check-model.ts';
import { holdBytes } from '../../onnx/imports/held-models.ts';
import { runTrial } from '../../onnx/imports/run-trial.ts';
import type { Series } from '../../series/series.ts';
import { autoencoder } from '../autoencoder/autoencoder.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { isolationForest } from '../isolation-forest/isolation-forest.ts';
import { oneClassSvm } from '../one-class-svm/one-class-svm.ts';
import { onnxModel } from './onnx-model.ts';
import { checkTrial, planRun, trialOf } from './plan.ts';

// A process is started for each model; nothing here is a measurement.
jest.setTimeout(120_000);

const STEP = 300_000;
const TRAINING = 4 * 288;

function part({ labels, times, values }: Series, from: number, to: number): Series {
  return { labels, times: times.slice(from, to), values: values.slice(from, to) };
}

const group = (...series: Series[]): SeriesGroup => ({ step: STEP, series });

/** Five days, the last with faults. */
function made(seed: number): Series {
  const series = exampleSeries(`m${seed}`, 5, STEP, seed);
  series.values.forEach((value, i) => {
    if (i >= TRAINING && i % 60 < 4) {
      series.values[i] = value + 15 * (i % 7);
    }
  });
  return series;
}

describe('a model that nightjar export-model wrote', () => {
  it.each<[Detector, number, object]>([
    [isolationForest as Detector, 1e-5, {}],
    [oneClassSvm as Detector, 1e-4, {}],
    [autoencoder as Detector, 1e-5, {}],
    [oneClassSvm as Detector, 1e-4, { features: 'values' }],
  ])('needs no declaration and scores as the detector does (%#)', async (detector, tolerance, given) => {
    const settings = detector.schema.parse(given);
    const series = made(3);
    const [model] = await detector.fit([group(part(series, 0, TRAINING))], settings, 1);
    const file = detector.toOnnx?.(model) ?? new Uint8Array();
    const plan = planRun(checkModel(file), { hash: holdBytes(file).hash, name: detector.id }, null);
    expect(plan).toMatchObject({ form: 'nightjar', step: STEP, columns: 1 });
    checkTrial(plan, await runTrial(file, trialOf(plan)));

    const own = onnxModel.schema.parse({ plan, model: plan.hash });
    const back = Math.max(detector.lookback(settings), onnxModel.lookback(own));
    const window = group(part(series, TRAINING - back, series.times.length));
    const [uploaded] = await onnxModel.fit([group(part(series, 0, TRAINING))], own, 1);
    const [expected] = await detector.score([model], [null], [window]);
    const [found] = await onnxModel.score([uploaded], [null], [window]);
    let compared = 0;
    expected.series[0].score.forEach((score, i) => {
      if (i >= back) {
        compared += Number(!Number.isNaN(score));
        expect(Math.abs(found.series[0].score[i] - score)).toBeLessThan(tolerance);
      }
    });
    expect(compared).toBe(288);
    expect(Math.max(...found.series[0].score.slice(back))).toBeGreaterThan(0.7);
  });

  it('of several series asks for exactly those, and for its step', async () => {
    const joint = oneClassSvm.schema.parse({ joint: true });
    const pair = [made(1), made(2)];
    const [model] = await oneClassSvm.fit([group(...pair.map((one) => part(one, 0, TRAINING)))], joint, 1);
    const file = oneClassSvm.toOnnx?.(model) ?? new Uint8Array();
    const plan = planRun(checkModel(file), { hash: holdBytes(file).hash, name: 'pair' }, null);
    const own = onnxModel.schema.parse({ plan });
    expect(onnxModel.isJoint(own)).toBe(true);
    const [uploaded] = await onnxModel.fit([group(...pair)], own, 1);
    const [found] = await onnxModel.score([uploaded], [null], [group(...pair)]);
    const [expected] = await oneClassSvm.score([model], [null], [group(...pair)]);
    const highest = expected.series[0].score.map((score, i) => Math.max(score, expected.series[1].score[i]));
    highest.slice(50).forEach((score, i) => {
      if (score >= 0.7) {
        expect(Math.abs(found.series[0].score[i + 50] - score)).toBeLessThan(1e-4);
      }
    });
    await expect(onnxModel.fit([group(pair[0])], own, 1)).rejects.toThrow(/fitted on 2 series together.*gives 1/);
    await expect(onnxModel.fit([{ ...group(...pair), step: 60_000 }], own, 1)).rejects.toThrow(/step to 300s/);
  });
});
