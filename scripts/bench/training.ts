import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { seededRandom } from '../../backend/features/random.ts';
import { openSession } from '../../backend/onnx/session.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { Tensor } from '../../backend/onnx/tensor.ts';
import { exampleSamples } from '../../backend/onnx/training/example-data.ts';
import { initialParameters } from '../../backend/onnx/training/initial-parameters.ts';
import { autoencoderNet } from '../../backend/onnx/training/nets/autoencoder.ts';
import { openModel } from '../../backend/onnx/training/predict.ts';
import type { TrainingSettings } from '../../backend/onnx/training/settings.ts';
import { trainEach } from '../../backend/onnx/training/train-each.ts';
import { train } from '../../backend/onnx/training/trainer.ts';
import { trainingModel } from '../../backend/onnx/training/training-graph.ts';
import type { Bench, BenchReport, Goal } from './bench.ts';
import { ratioGate } from './bench.ts';
import { CORE, onOneCore } from './core-pin.ts';
import { interleaveRounds, mediansOf, pairedRatio, processorTimer } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

type PeerTask =
  | { readonly do: 'load'; readonly core: number; readonly steps: number; readonly models: number }
  | { readonly do: `${'sklearn' | 'jax'}-${string}` };

const STEPS = 500;
const MODELS = 500;
const ROUNDS = 21;
const net = autoencoderNet({ widths: [32, 64, 8, 32] });
const small = autoencoderNet({ widths: [24, 16, 4, 24] });
const samples = exampleSamples(100, 32, 1);
const settings: TrainingSettings = { steps: STEPS, batchSize: 32, seed: 1, evaluateEvery: STEPS };

/** Calls timed as one, for both sides. */
const CALLS = 100;

/** A step a run, the parameters going in and out each time; what every step has alike, and its rows, are there beforehand, as JAX's are. */
async function stepByStep(): Promise<{ run: () => void; dispose: () => Promise<void> }> {
  const form = {
    net,
    stack: null,
    batchSize: 32,
    isWhole: false,
    optimiser: { kind: 'adam' },
    clipNorm: null,
  } as const;
  const session = await openSession(trainingModel(form).build());
  const random = seededRandom(1);
  const begun = initialParameters(net, 1);
  let parameters: Tensor = tensor('float32', [begun.length], begun);
  const zeros = (): Tensor => tensor('float32', [begun.length], new Float32Array(begun.length));
  let [slot_0, slot_1] = [zeros(), zeros()];
  const fixed = {
    schedule_0: tensor('float32', [1, 1], Float32Array.of(1e-4)),
    schedule_1: tensor('float32', [1, 1], Float32Array.of(1e-8)),
    data_x: tensor('float32', [100, 32], samples.inputs.x as Float32Array),
  };
  const batches = Array.from({ length: CALLS }, () => {
    const rows = Int32Array.from({ length: 32 }, () => Math.floor(random() * 100));
    return tensor('int32', [1, 32], rows);
  });
  const { runNow } = session;
  if (!runNow) {
    throw new Error('A step a run is measured on the CPU alone.');
  }
  return {
    run() {
      for (const rows of batches) {
        const found = runNow({ parameters, slot_0, slot_1, rows, ...fixed });
        [parameters, slot_0, slot_1] = [found.parameters_after, found.slot_0_after, found.slot_1_after];
      }
    },
    dispose: () => session.dispose(),
  };
}

type Peer = 'sklearnStep' | 'sklearnMany' | 'sklearnOne' | 'jaxStep' | 'jaxScan' | 'jaxVmap';

type Figures = Record<
  | 'step'
  | 'stepRun'
  | 'many'
  | 'one'
  | 'sklearnStep'
  | 'sklearnMany'
  | 'sklearnOne'
  | 'jaxStep'
  | 'jaxScan'
  | 'jaxVmap'
  | 'warm',
  number
> & {
  readonly cold: number;
  readonly isPinned: boolean;
  /** How many times as fast Nightjar is, by rounds. */
  readonly ratios: Readonly<Record<Peer, number>>;
};

/** Processor ms of the first training of a process, of an autoencoder on 100 samples: ONNX Runtime is loaded and the graph built on the way. */
function coldTraining(): number {
  const folder = join(import.meta.dirname, '..', '..', 'backend', 'onnx', 'training');
  const script = `
    const { train } = await import('${folder}/trainer.ts');
    const { autoencoderNet } = await import('${folder}/nets/autoencoder.ts');
    const { exampleSamples } = await import('${folder}/example-data.ts');
    const before = process.cpuUsage();
    await train(autoencoderNet({ widths: [32, 64, 8, 32] }), exampleSamples(100, 32, 1), { steps: 313, batchSize: 32, seed: 1 });
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1e3);
  `;
  const found = Array.from({ length: 5 }, () =>
    Number(
      execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script], { encoding: 'utf8' })
    )
  );
  return found.sort((a, b) => a - b)[2];
}

async function measure(peer: PythonPeer<PeerTask>, say: (line: string) => void): Promise<Omit<Figures, 'isPinned'>> {
  say('JAX compiles ...');
  await peer.ask({ do: 'load', core: CORE, steps: STEPS, models: MODELS });
  const model = await openModel(net, initialParameters(net, 1), ['reconstruction']);
  const one = (samples.inputs.x as Float32Array).slice(0, 32);
  const stepper = await stepByStep();
  const sets = Array.from({ length: MODELS }, (_, i) => exampleSamples(200, 24, i + 1));
  say('small steps and single samples ...');
  const single = await interleaveRounds(
    {
      step: processorTimer(() => train(net, samples, settings), STEPS),
      warm: processorTimer(() => train(net, samples, { ...settings, steps: 313 })),
      stepRun: processorTimer(() => stepper.run(), CALLS),
      one: processorTimer(() => {
        for (let i = 0; i < 1000; i++) {
          model.predictNow?.(one);
        }
      }, 1000),
      sklearnStep: () => peer.ask({ do: 'sklearn-step' }),
      sklearnOne: () => peer.ask({ do: 'sklearn-one' }),
      jaxStep: () => peer.ask({ do: 'jax-step' }),
      jaxScan: () => peer.ask({ do: 'jax-scan' }),
    },
    ROUNDS
  );
  say(`${MODELS} models at once ...`);
  const many = await interleaveRounds(
    {
      many: processorTimer(() => trainEach(small, sets, { steps: 80, batchSize: 32, seed: 1 })),
      sklearnMany: () => peer.ask({ do: 'sklearn-many' }),
      jaxVmap: () => peer.ask({ do: 'jax-vmap' }),
    },
    3,
    1
  );
  await Promise.all([model.dispose(), stepper.dispose()]);
  return {
    ...mediansOf({ ...single, ...many }),
    cold: coldTraining(),
    ratios: {
      sklearnStep: pairedRatio(single.sklearnStep, single.step),
      sklearnMany: pairedRatio(many.sklearnMany, many.many),
      sklearnOne: pairedRatio(single.sklearnOne, single.one),
      jaxStep: pairedRatio(single.jaxStep, single.stepRun),
      jaxScan: pairedRatio(single.jaxScan, single.step),
      jaxVmap: pairedRatio(many.jaxVmap, many.many),
    },
  };
}

const microseconds = (ms: number): string => `${(ms * 1e3).toFixed(ms < 0.1 ? 1 : 0)} µs`;

function goal(name: string, ms: number, most: number): Goal {
  return { name, aim: `at most ${most} ms`, found: `${ms.toFixed(1)} ms`, reached: ms <= most };
}

function report(found: Figures): BenchReport {
  const { ratios } = found;
  const row = (what: string, ours: number, peer: string, of: Peer, show = microseconds) =>
    `| ${what} | ${show(ours)} | ${peer} | ${show(found[of])} | ${ratios[of].toFixed(ratios[of] < 20 ? 2 : 0)} |`;
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  const lines = [
    row('a step, many a run', found.step, 'scikit-learn `MLPRegressor`', 'sklearnStep'),
    row('a step, many a run', found.step, 'JAX `lax.scan`', 'jaxScan'),
    row('a step a run', found.stepRun, 'JAX `jit`, a step a call', 'jaxStep'),
    row(`${MODELS} autoencoders, 80 steps`, found.many, 'scikit-learn, one by one', 'sklearnMany', ms),
    row(`${MODELS} autoencoders, 80 steps`, found.many, 'JAX `vmap` of `lax.scan`', 'jaxVmap', ms),
    row('one sample through a trained net', found.one, 'scikit-learn', 'sklearnOne'),
  ];
  const scan = ratios.jaxScan;
  return {
    markdown: `Autoencoders on 32-bit numbers with Adam: 32-64-8-32 at batch 32 (a step, a sample), 24-16-4-24 on 200 samples at batch 32 (${MODELS} at once). Processor time, one
thread each${found.isPinned ? ', pinned to one core' : ''}, medians of rounds in turn, of the ratio as of the times. JAX is compiled beforehand. scikit-learn trains a tenth of the ${MODELS}, counted ten times.

| | Nightjar | peer | peer's time | times as fast |
|---|---|---|---|---|
${lines.join('\n')}

An autoencoder of 100 samples (32-64-8-32, 313 steps) is trained in ${found.warm.toFixed(1)} ms where one of its form was trained before, and in ${found.cold.toFixed(0)} ms as the first of a process, which loads ONNX Runtime.`,
    gates: [
      ratioGate("a step at batch 32: speed over scikit-learn's", ratios.sklearnStep, 5),
      ratioGate(`${MODELS} autoencoders at once: speed over scikit-learn's`, ratios.sklearnMany, 20),
      ratioGate("one sample: speed over scikit-learn's", ratios.sklearnOne, 10),
      ratioGate("a step a run: speed over JAX's jit", ratios.jaxStep, 1.3),
      ratioGate("a step, many a run: speed over JAX's lax.scan", scan, 0.5),
      ratioGate(`${MODELS} autoencoders at once: speed over JAX's vmap`, ratios.jaxVmap, 1),
    ],
    goals: [
      goal('autoencoder of 100 samples, warm', found.warm, 20),
      goal('autoencoder of 100 samples, cold', found.cold, 100),
      { name: "speed over JAX's lax.scan", aim: 'at least 0.75', found: scan.toFixed(2), reached: scan >= 0.75 },
    ],
    figures: found,
    skipped: [],
  };
}

export const training: Bench = {
  title: 'Training, beside scikit-learn and JAX',
  summary: 'small networks trained on ONNX Runtime, beside scikit-learn and JAX',
  async run(say) {
    const { result, isPinned } = await withPeer(say, 'training_peer.py', (peer: PythonPeer<PeerTask>) =>
      onOneCore(() => measure(peer, say))
    );
    return report({ ...result, isPinned });
  },
};
