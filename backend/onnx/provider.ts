import type { InferenceSession } from 'onnxruntime-node';
import { NightjarError } from '../errors.ts';
import { Graph } from './graph.ts';
import { loadRuntime } from './runtime.ts';
import { writeModel } from './write-model.ts';

/** `auto` takes CUDA where ONNX Runtime has it, else the CPU. */
export const PROVIDER_SETTINGS = ['auto', 'cpu', 'cuda'] as const;
export type ProviderSetting = (typeof PROVIDER_SETTINGS)[number];

/** Where models run, and one sentence why, for health and the log. */
export interface ProviderChoice {
  readonly provider: 'cpu' | 'cuda';
  readonly reason: string;
}

interface ProviderConfiguration {
  setting: ProviderSetting;
  /** Gets one line when CUDA was wanted and the CPU is taken. */
  log: (line: string) => void;
  /** Told when CUDA failed on a model after all, once. */
  abandoned: (choice: ProviderChoice) => void;
}

const ignore = (): void => undefined;
let configuration: ProviderConfiguration = { setting: 'auto', log: ignore, abandoned: ignore };
let choosing: Promise<ProviderChoice> | null = null;
let failed = false;

/**
 * Sets the provider of sessions opened from now on; the composition root calls it once, in every thread that runs models. `abandoned` is
 * told when CUDA worked in a trial and failed on a model: other threads learn it from there (`adoptProvider`).
 */
export function configureProvider(
  setting: ProviderSetting,
  log: (line: string) => void,
  abandoned: (choice: ProviderChoice) => void = ignore
): void {
  configuration = { setting, log, abandoned };
  choosing = null;
  failed = false;
}

/** Takes what another thread has found out, without a trial of one's own. */
export function adoptProvider(choice: ProviderChoice): void {
  choosing = Promise.resolve(choice);
}

/** A one-node model: the smallest that makes a provider start. */
export function trialModel(): Uint8Array {
  const graph = new Graph('trial');
  graph.output('y', graph.op('Relu', [graph.input('x', 'float32', [1])]));
  return writeModel(graph);
}

/** Why a trial session on CUDA fails, or null when it works. Listing a provider is no proof that its libraries are there. */
export async function tryCuda(): Promise<string | null> {
  const { InferenceSession, Tensor } = await loadRuntime();
  let session: InferenceSession | null = null;
  try {
    session = await InferenceSession.create(trialModel(), { executionProviders: ['cuda'], logSeverityLevel: 4 });
    await session.run({ x: new Tensor('float32', Float32Array.of(1), [1]) });
    return null;
  } catch (error) {
    return oneLine(error);
  } finally {
    await session?.release();
  }
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').slice(0, 300);
}

async function choose({ setting, log }: ProviderConfiguration): Promise<ProviderChoice> {
  if (setting === 'cpu') {
    return { provider: 'cpu', reason: 'The setting asks for the CPU.' };
  }
  const failure = await tryCuda();
  if (failure === null) {
    return { provider: 'cuda', reason: 'A trial model ran on the GPU with CUDA.' };
  }
  log(`CUDA is not available (${failure}); models run on the CPU.`);
  return {
    provider: 'cpu',
    reason: 'No CUDA that ONNX Runtime can use; models run on the CPU. `nightjar doctor --cuda` says what is missing.',
  };
}

/** The provider in use; decided by a trial on the first call and remembered. Throws `engine-failure` where ONNX Runtime does not load. */
export function describeProvider(): Promise<ProviderChoice> {
  choosing ??= choose(configuration).catch((error: unknown) => {
    choosing = null;
    throw error;
  });
  return choosing;
}

/** A session could not be opened or run on CUDA after all: every later one of this thread takes the CPU. Said once, however many fail. */
export function abandonCuda(error: unknown): void {
  if (failed) {
    return;
  }
  failed = true;
  const why = oneLine(error);
  const choice: ProviderChoice = {
    provider: 'cpu',
    reason: `CUDA failed on a model (${why}); models run on the CPU until the next start.`,
  };
  adoptProvider(choice);
  configuration.log(`CUDA failed on a model (${why}); models run on the CPU until the next start.`);
  configuration.abandoned(choice);
}

export function asProviderSetting(text: string): ProviderSetting {
  const found = PROVIDER_SETTINGS.find((setting) => setting === text);
  if (!found) {
    throw new NightjarError(
      'bad-settings',
      `The provider must be one of ${PROVIDER_SETTINGS.join(', ')}, not '${text}'.`
    );
  }
  return found;
}
