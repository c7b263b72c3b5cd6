import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NightjarError } from '../../backend/errors.ts';

const root = join(import.meta.dirname, '..', '..');
const requirements = join(import.meta.dirname, 'requirements.txt');
const environment = join(root, '.cache', 'venv');
const interpreter = join(environment, 'bin', 'python');
const stamp = join(environment, 'requirements.txt');

/** One thread each, so that peers are measured alike; and no compiled files beside the scripts. */
export const PYTHON_ENVIRONMENT = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

/**
 * The Python that judges models: a virtual environment with the pinned packages of requirements.txt, made on the first call.
 *
 * @throws NightjarError with what to do where Python 3.11 or its venv module is missing, or the packages cannot be had.
 */
export function ensurePython(say: (line: string) => void): string {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return interpreter;
  }
  const probe = spawnSync('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))']);
  if (probe.status !== 0) {
    throw new NightjarError(
      'engine-failure',
      'Python 3.11 or later with its venv module is needed to judge models: apt-get install python3-venv, or put a python3 on PATH.'
    );
  }
  say(`Installing ${wanted.trim().replaceAll('\n', ', ')} into .cache/venv ...`);
  // Built beside the old one: a run that is cut off leaves no half of an environment.
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  for (const [command, args] of [
    ['python3', ['-m', 'venv', environment]],
    [interpreter, pip],
  ] as const) {
    const made = spawnSync(command, args, { encoding: 'utf8' });
    if (made.status !== 0) {
      throw new NightjarError(
        'engine-failure',
        `The Python packages could not be installed: ${made.stderr.trim().split('\n').at(-1) ?? ''}`
      );
    }
  }
  writeFileSync(`${stamp}.part`, wanted);
  renameSync(`${stamp}.part`, stamp);
  return interpreter;
}

/** Runs a Python script of this repository and parses what it prints as one JSON value. Throws with its last words where it fails. */
export async function runPython<T>(python: string, script: string, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(python, [script, ...args], {
    env: { ...process.env, ...PYTHON_ENVIRONMENT },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as T;
}
