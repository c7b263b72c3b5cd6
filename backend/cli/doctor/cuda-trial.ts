import { tryCuda } from '../../onnx/provider.ts';

/* Runs a model of one node on the GPU; says why that fails, with exit status 1. */
const failure = await tryCuda();
if (failure !== null) {
  process.stdout.write(`${failure}\n`);
  process.exitCode = 1;
}
