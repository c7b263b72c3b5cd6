import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rawBytes } from '../../backend/onnx/tensor.ts';
import type { Tensor } from '../../backend/onnx/tensor.ts';

/** An ONNX file the product emitted, inputs for it, and what the product itself says to them. */
export interface OnnxCase {
  readonly name: string;
  readonly model: Uint8Array;
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** By output; NaN where the output must be NaN. */
  readonly expected: Readonly<Record<string, Tensor<'float32' | 'float64'>>>;
  /** Outputs may differ by so much; TOLERANCE of judge-models.ts where it is left out. */
  readonly tolerance?: number;
}

/** Writes a case into a folder, in the form that check_models.py reads, and gives what belongs into its list. */
export function writeCase(folder: string, { name, model, inputs, expected }: OnnxCase): object {
  writeFileSync(join(folder, `${name}.onnx`), model);
  const tensors = (kind: string, all: Readonly<Record<string, Tensor>>) =>
    Object.entries(all).map(([tensor, { type, dims, data }]) => {
      const file = `${name}.${kind}.${tensor}`;
      writeFileSync(join(folder, file), rawBytes(data));
      return { name: tensor, type, dims, file };
    });
  return {
    name,
    model: `${name}.onnx`,
    inputs: tensors('input', inputs),
    expected: tensors('expected', expected),
  };
}
