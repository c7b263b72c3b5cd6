import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { declarationSchema } from '../detectors/onnx-model/declaration.ts';
import { onnxModel } from '../detectors/onnx-model/onnx-model.ts';
import { checkTrial, planRun, trialOf } from '../detectors/onnx-model/plan.ts';
import { EXAMPLE } from '../detectors/onnx-model/settings.ts';
import type { Detector } from '../detectors/detector.ts';
import { NightjarError } from '../errors.ts';
import { checkModel } from '../onnx/imports/check-model.ts';
import { holdBytes } from '../onnx/imports/held-models.ts';
import { runTrial } from '../onnx/imports/run-trial.ts';
import { UsageError } from './command.ts';
import { pairsOf } from './detector-flags.ts';

/** What help says of files of the user's own. */
export const DECLARE_USAGE = `  --declare NAME=VALUE
                    with --detector onnx-model --set model=FILE.onnx: what a file is that nightjar export-model did not write
                    (${Object.keys(declarationSchema.shape).join(', ')}); may be given several times`;

/** The largest file, in bytes, as for uploads unless configured otherwise. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Settings of `onnx-model` whose `model` is a path on this machine, with the file checked, tried and at hand, as an upload would be; those of other detectors
 * as they are. Throws `bad-request` where the file is not fit.
 */
export async function withModelFile(
  detector: Detector,
  settings: unknown,
  declared: readonly string[]
): Promise<unknown> {
  const { model } = settings as { readonly model?: unknown };
  if (detector.id !== onnxModel.id || typeof model !== 'string' || model === EXAMPLE) {
    if (declared.length > 0) {
      throw new UsageError('--declare goes with --detector onnx-model --set model=FILE.onnx');
    }
    return settings;
  }
  const bytes = readModel(model);
  const parsed = declarationSchema.safeParse(pairsOf('--declare', declared));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new UsageError(`--declare ${path.join('.')}: ${message}`);
  }
  const name = basename(model);
  const plan = planRun(checkModel(bytes), { ...holdBytes(bytes), name }, declared.length > 0 ? parsed.data : null);
  checkTrial(plan, await runTrial(bytes, trialOf(plan)));
  return { ...(settings as object), model: plan.hash, plan };
}

function readModel(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES) {
      throw new NightjarError('too-large', `${path} has ${size} bytes and ${MOST_BYTES} are the most.`);
    }
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (error instanceof NightjarError) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `The model ${path} cannot be read: ${reason}.`, { cause: error });
  }
}
