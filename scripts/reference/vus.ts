import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../backend/errors.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { vusPr } from '../eval/vus/volume-under-surface.ts';
import type { Finding } from './judges.ts';
import { runPython } from './python.ts';

/** TSB-AD with its metric, which needs NumPy and scikit-learn alone; the package's other dependencies are left out. */
const PACKAGE = 'TSB-AD==1.5';
const TOLERANCE = 1e-12;

interface VusCase {
  readonly name: string;
  readonly labels: readonly number[];
  readonly scores: readonly number[];
  readonly window: number;
}

/** Labels with ranges near each other and at both ends, scores with and without ties, short and long buffers. */
function makeCases(): VusCase[] {
  return [0, 1, 7, 20, 50].flatMap((window) =>
    ['continuous', 'tied', 'helpful'].map((kind, k) => {
      const random = seededRandom(window, k);
      const n = 400 + Math.floor(300 * random());
      const labels = new Array<number>(n).fill(0);
      for (let range = 0; range < 6; range++) {
        const first = range === 0 ? 0 : Math.floor(random() * n);
        labels.fill(1, first, Math.min(n, first + 1 + Math.floor(15 * random())));
      }
      labels[n - 1] = 1;
      const scores = labels.map((label) => {
        const score = random() + (kind === 'helpful' ? 0.5 * label : 0);
        return kind === 'tied' ? Math.round(5 * score) / 5 : score;
      });
      return { name: `${kind} scores, buffers up to ${window}`, labels, scores, window };
    })
  );
}

/** Our VUS-PR beside that of TSB-AD's code, case by case. */
export async function compareVus(python: string, folder: string): Promise<Finding[]> {
  const library = join(folder, 'tsb-ad');
  const installed = spawnSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', library, PACKAGE],
    { encoding: 'utf8' }
  );
  if (installed.status !== 0) {
    throw new NightjarError('engine-failure', `${PACKAGE} could not be installed: ${installed.stderr.trim()}`);
  }
  const cases = makeCases();
  const file = join(folder, 'vus.json');
  writeFileSync(file, JSON.stringify(cases));
  const theirs = await runPython<number[]>(python, join(import.meta.dirname, 'vus.py'), [library, file]);
  return cases.map(({ name, labels, scores, window }, i) => {
    const ours = vusPr(Uint8Array.from(labels), Float64Array.from(scores), window);
    return {
      name: `VUS-PR, ${name}`,
      ok: Math.abs(ours - theirs[i]) <= TOLERANCE,
      detail: `${ours.toFixed(6)}, TSB-AD ${theirs[i].toFixed(6)}`,
    };
  });
}
