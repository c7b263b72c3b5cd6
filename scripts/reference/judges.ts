import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareAlertClusters } from './alert-clusters.ts';
import { compareArima } from './arima.ts';
import type { Compared } from './compare-with-python.ts';
import { compareDistances } from './distances.ts';
import { evaluationPage } from './evaluation-page.ts';
import { TOLERATED_ERRORS, forestAreas } from './forest-areas.ts';
import { compareKmeans } from './kmeans.ts';
import { compareSvms } from './one-class-svm.ts';
import { compareWithShap } from './tree-shap.ts';
import { compareTraining } from './judge-training.ts';
import { judgeModels, modelsPage, passes } from './judge-models.ts';
import { compareVus } from './vus.ts';

/**
 * Who judges what Nightjar is, for `npm run check:reference`. To add a judge: write it in a file of its own in this folder (its Python beside it,
 * packages pinned in requirements.txt) and add one line to JUDGES. A detector that exports ONNX files needs no judge: its cases go into
 * judge-models.ts.
 *
 * A judge gets the Python of requirements.txt, an empty folder of its own, and `say` for progress. What it finds decides the command: one that is not
 * `ok` fails it. `write` puts a page under docs/ when the command was given --write-docs, and does nothing otherwise.
 */
export interface Judge {
  /** Lower case with dashes: `npm run -s check:reference -- NAME ...` runs only those named. */
  readonly name: string;
  run(python: string, folder: string, say: (line: string) => void, write: WritePage): Promise<Finding[]>;
}

export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** What was measured and against which bound, for the log. */
  readonly detail: string;
}

/** Writes `markdown` to a page, named relative to docs/. */
export type WritePage = (page: string, markdown: string) => Promise<void>;

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/** The pinned packages, in words. */
export function requirementsText(): string {
  const lines = readFileSync(join(import.meta.dirname, 'requirements.txt'), 'utf8').trim();
  return lines.replaceAll('\n', ', ').replaceAll('==', ' ');
}

const models: Judge = {
  name: 'models',
  async run(python, folder, _say, write) {
    const verdicts = await judgeModels(python, folder);
    await write('evaluations/onnx-files.md', modelsPage(verdicts, requirementsText()));
    return verdicts.map((one) => ({
      name: one.name,
      ok: passes(one),
      detail: one.problem ?? `differs by ${one.difference ?? 'NaN on one side'}`,
    }));
  },
};

const isolationForest: Judge = {
  name: 'isolation-forest',
  async run(python, folder, _say, write) {
    const areas = await forestAreas(python, folder, SEEDS);
    await write('evaluations/isolation-forest.md', evaluationPage(areas, SEEDS, requirementsText()));
    const ranking = areas.map((one) => ({
      name: one.name,
      ok: one.distance >= -TOLERATED_ERRORS && Math.abs(one.originalDistance) <= TOLERATED_ERRORS,
      detail: `area ${one.byDefault.mean.toFixed(4)} by default, ${one.original.mean.toFixed(4)} with margin 0; scikit-learn ${one.reference.mean.toFixed(4)}: ${one.distance.toFixed(1)} and ${one.originalDistance.toFixed(1)} standard errors apart`,
    }));
    return [...ranking, ...(await compareWithShap(python, folder))];
  },
};

const vus: Judge = {
  name: 'vus',
  run: (python, folder) => compareVus(python, folder),
};

/** A judge that lays something beside its peer and writes the page docs/evaluations/NAME.md of it, or the one named. */
function beside(
  name: string,
  compare: (python: string, folder: string, requirements: string) => Promise<Compared>,
  page = name
): Judge {
  return {
    name,
    async run(python, folder, _say, write) {
      const { findings, markdown } = await compare(python, folder, requirementsText());
      await write(`evaluations/${page}.md`, markdown);
      return findings;
    },
  };
}

/** In the order they are run. */
export const JUDGES: readonly Judge[] = [
  models,
  beside('training', compareTraining),
  isolationForest,
  beside('one-class-svm', compareSvms),
  beside('distances', compareDistances),
  beside('kmeans', compareKmeans),
  beside('alert-clusters', compareAlertClusters),
  beside('arima', compareArima, 'arima-parameters'),
  vus,
];
