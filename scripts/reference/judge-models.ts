import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { autoencoder } from '../../backend/detectors/autoencoder/autoencoder.ts';
import { ewma } from '../../backend/detectors/ewma/ewma.ts';
import { DETECTORS } from '../../backend/detectors/index.ts';
import { lof } from '../../backend/detectors/lof/lof.ts';
import { mad } from '../../backend/detectors/mad/mad.ts';
import { neural } from '../../backend/detectors/neural/neural.ts';
import { quantile } from '../../backend/detectors/quantile/quantile.ts';
import { vae } from '../../backend/detectors/vae/vae.ts';
import { windowKnn } from '../../backend/detectors/window-knn/window-knn.ts';
import { zscore } from '../../backend/detectors/zscore/zscore.ts';
import { FORECASTERS } from '../../backend/forecasters/index.ts';
import { NightjarError } from '../../backend/errors.ts';
import { trialModel } from '../../backend/onnx/provider.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import { kmeansCases, multivariateCases, subsequenceCases } from './cluster-cases.ts';
import { commandCase } from './command-case.ts';
import { distanceCases } from './distance-cases.ts';
import { networkForecastCases, regressionCases } from './forecast-cases.ts';
import { forestCases } from './forest-cases.ts';
import { NEURAL_KINDS, VAE_KINDS, networkCases } from './network-cases.ts';
import { writeCase } from './onnx-case.ts';
import type { OnnxCase } from './onnx-case.ts';
import { svmCases } from './svm-cases.ts';
import { streamCases } from './stream-cases.ts';
import { runPython } from './python.ts';

/** Outputs may differ by so much where a case says nothing else. */
export const TOLERANCE = 1e-5;

/** What Python says about one emitted file. */
export interface ModelVerdict {
  readonly name: string;
  readonly bytes: number;
  /** Why onnx.checker or onnxruntime refuse it; null where both take it. */
  readonly problem: string | null;
  readonly rows: number;
  /** The largest difference of any output; null where one side is NaN and the other not. */
  readonly difference: number | null;
  readonly tolerance: number;
}

/** Cases by detector or forecaster that exports; a new one has to be added here to pass. */
const CASES: Readonly<Record<string, (folder: string) => Promise<OnnxCase[]>>> = {
  'isolation-forest': async (folder) => [...(await forestCases()), await commandCase(folder)],
  'one-class-svm': svmCases,
  zscore: () => streamCases(zscore),
  mad: () => streamCases(mad),
  ewma: () => streamCases(ewma),
  quantile: () => streamCases(quantile),
  autoencoder: () => networkCases(autoencoder),
  vae: () => networkCases(vae, VAE_KINDS),
  neural: () => networkCases(neural, NEURAL_KINDS),
  lof: () => distanceCases(lof),
  'window-knn': () => distanceCases(windowKnn),
  kmeans: kmeansCases,
  subsequence: subsequenceCases,
  multivariate: multivariateCases,
  ridge: regressionCases,
  network: networkForecastCases,
};

/** The one-node file with which the engine tries a provider. */
const trial: OnnxCase = {
  name: 'provider-trial',
  model: trialModel(),
  inputs: { x: tensor('float32', [1], Float32Array.of(-1)) },
  expected: { y: tensor('float32', [1], Float32Array.of(0)) },
};

export async function judgeModels(python: string, folder: string): Promise<ModelVerdict[]> {
  const cases = [trial];
  for (const { id } of [...DETECTORS, ...FORECASTERS].filter(({ exports }) => exports)) {
    if (!Object.hasOwn(CASES, id)) {
      throw new NightjarError('engine-failure', `${id} exports ONNX files but scripts/reference has no cases for it.`);
    }
    cases.push(...(await CASES[id](folder)));
  }
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases.map((one) => writeCase(folder, one))));
  const script = join(import.meta.dirname, 'check_models.py');
  const verdicts = await runPython<Omit<ModelVerdict, 'tolerance'>[]>(python, script, [folder]);
  return verdicts.map((verdict, i) => ({ ...verdict, tolerance: cases[i].tolerance ?? TOLERANCE }));
}

export function passes({ problem, difference, tolerance }: ModelVerdict): boolean {
  return problem === null && difference !== null && difference <= tolerance;
}

function modelRow(one: ModelVerdict): string {
  const difference = one.difference === null ? 'NaN on one side' : one.difference.toExponential(1);
  return `| ${one.name} | ${Math.ceil(one.bytes / 1024)} | ${one.problem ?? 'accepted'} | ${one.rows} | ${difference} | ${one.tolerance.toExponential(0)} | ${passes(one) ? 'yes' : '**no**'} |`;
}

/** `docs/evaluations/onnx-files.md`; `requirements` are the packages that judged, in words. */
export function modelsPage(models: readonly ModelVerdict[], requirements: string): string {
  return `# ONNX files beside ONNX and ONNX Runtime in Python

Every kind of ONNX file Nightjar emits: \`onnx.checker\` with full checks, then scored by Python's ONNX Runtime beside Nightjar's own scores.
Those named \`...-by-command\` are the files of \`nightjar export-model\` beside the scores of \`nightjar detect\`.
\`npm run -s check:reference -- models\` finds all of this anew and fails where the bound is missed; with \`--write-docs\` it writes this page. Python
judges, in a virtual environment of its own: ${requirements}.

| file | KiB | onnx.checker | rows | largest difference | bound | within it |
|---|---|---|---|---|---|---|
${models.map(modelRow).join('\n')}
`;
}
