import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compared } from './compare-with-python.ts';
import { runPython } from './python.ts';
import { writeTrainingCases } from './training-cases.ts';

/** Parameters and losses after 50 steps may differ by so much from JAX's. */
const TOLERANCE = 1e-5;

interface TrainingVerdict {
  readonly name: string;
  /** Why onnx.checker refuses the training graph; null where it takes it. */
  readonly problem: string | null;
  /** The largest change of a parameter by the training. */
  readonly moved: number;
  /** Largest differences of trained parameters and of the losses on the way. */
  readonly parameters: number;
  readonly losses: number;
}

function passes({ problem, parameters, losses }: TrainingVerdict): boolean {
  return problem === null && parameters <= TOLERANCE && losses <= TOLERANCE;
}

function row(one: TrainingVerdict): string {
  const numbers = [one.moved, one.parameters, one.losses].map((number) => number.toExponential(1)).join(' | ');
  return `| ${one.name} | ${one.problem ?? 'accepted'} | ${numbers} | ${passes(one) ? 'yes' : '**no**'} |`;
}

function page(verdicts: readonly TrainingVerdict[], requirements: string): string {
  return `# Training beside JAX

\`npm run -s check:reference -- training\` trains every network below for 50 steps on ONNX Runtime and again in JAX on the CPU, from the same parameters, samples,
order and noise, with losses, gradients and optimisers written anew there; it fails where parameters or losses differ by more than ${TOLERANCE.toExponential(0)}, or where
\`onnx.checker\` with full checks refuses a training graph. With \`--write-docs\` it writes this page. Python judges, in a virtual environment of its own:
${requirements}.

| training | onnx.checker | largest change of a parameter | largest difference of a parameter | of a loss | within the bound |
|---|---|---|---|---|---|
${verdicts.map(row).join('\n')}

How training works: [Training](../training.md).
`;
}

/** Trains the networks here and in JAX; gives what was found and the page for docs/evaluations. `folder` takes the data. */
export async function compareTraining(python: string, folder: string, requirements: string): Promise<Compared> {
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(await writeTrainingCases(folder)));
  const script = join(import.meta.dirname, 'training_reference.py');
  const verdicts = await runPython<TrainingVerdict[]>(python, script, [folder]);
  const findings = verdicts.map((one) => ({
    name: one.name,
    ok: passes(one),
    detail:
      one.problem ??
      `parameters differ by ${one.parameters.toExponential(1)} of ${one.moved.toExponential(1)} moved, losses by ${one.losses.toExponential(1)}`,
  }));
  return { findings, markdown: page(verdicts, requirements) };
}
