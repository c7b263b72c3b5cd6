import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { loadRuntime } from '../../onnx/runtime.ts';

/** What is asked of a machine to say what its CUDA lacks. */
export interface CudaMachine {
  readonly platform: string;
  /** Where ONNX Runtime's native half lies. */
  readonly bindingFolder: string;
  runtimeVersion(): Promise<string>;
  /** The GPUs by name. */
  gpus(): string[];
  /** Of the kernel's driver; null where there is none. */
  driverVersion(): string | null;
  /** Why the dynamic loader does not take a library; null where it does. */
  findLibrary(file: string): string | null;
  /** Why a trial model does not run on the GPU; null where it does. */
  trial(): Promise<string | null>;
}

const DRIVER = '/proc/driver/nvidia';
/** The first start of CUDA on a machine compiles its kernels. */
const TRIAL_MS = 120_000;

export function thisMachine(): CudaMachine {
  return {
    platform: `${process.platform}-${process.arch}`,
    bindingFolder: join(
      dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')),
      'bin/napi-v6/linux/x64'
    ),
    runtimeVersion: async () => (await loadRuntime()).env.versions.node ?? '',
    gpus: () =>
      existsSync(`${DRIVER}/gpus`)
        ? readdirSync(`${DRIVER}/gpus`).map((bus) => modelOf(readFileSync(`${DRIVER}/gpus/${bus}/information`, 'utf8')))
        : [],
    driverVersion: () =>
      existsSync(`${DRIVER}/version`) ? driverVersionOf(readFileSync(`${DRIVER}/version`, 'utf8')) : null,
    findLibrary,
    trial: () => runTrial(join(import.meta.dirname, 'cuda-trial.ts')),
  };
}

function modelOf(information: string): string {
  return /^Model:\s*(.+)$/m.exec(information)?.[1] ?? 'a GPU without a name';
}

/** From the first line of the driver's `version`: the first number of the form 580.65.06. */
export function driverVersionOf(text: string): string | null {
  return /\b\d{3,}\.\d+(\.\d+)?\b/.exec(text)?.[0] ?? null;
}

/** `dlopen` loads a library and then refuses it for not being an addon: that is a find. */
function findLibrary(file: string): string | null {
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_LAZY);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return /self-register/.test(message) ? null : message.split('\n')[0].replace(`${file}: `, '');
  }
}

/** In a process of its own: libraries that do not belong together may end it. */
export function runTrial(script: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { timeout: TRIAL_MS }, (error, stdout) => {
      const said = stdout.trim();
      if (error?.signal) {
        resolve(`the trial was ended by ${error.signal}: the libraries are of versions that do not belong together`);
      } else if (error) {
        resolve(said || error.message.split('\n')[0]);
      } else {
        resolve(null);
      }
    });
  });
}
