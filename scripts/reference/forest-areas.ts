import { join } from 'node:path';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { isolationForest } from '../../backend/detectors/isolation-forest/isolation-forest.ts';
import type { IsolationForestSettings } from '../../backend/detectors/isolation-forest/settings.ts';
import { readNumbers } from './compare-with-python.ts';
import { runPython } from './python.ts';
import { rocArea } from './roc-area.ts';

const STEP = 60_000;
/** The default may lie so many standard errors below scikit-learn, the original algorithm so many on either side. */
export const TOLERATED_ERRORS = 2;

interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** Areas under the ROC curve on one data set, over the seeds. */
export interface ForestAreas {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly reference: Estimate;
  /** With `margin: 0`, the algorithm scikit-learn has. */
  readonly original: Estimate;
  /** With the default settings. */
  readonly byDefault: Estimate;
  /** byDefault - reference and original - reference, in standard errors of these differences. */
  readonly distance: number;
  readonly originalDistance: number;
}

interface PeerAreas {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly areas: readonly number[];
}

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** The columns of a table as series, row i at minute i. */
function asGroup(rows: Float32Array, count: number, columns: number): SeriesGroup {
  const times = Float64Array.from({ length: count }, (_, i) => i * STEP);
  const series = Array.from({ length: columns }, (_, c) => ({
    labels: { __name__: `column_${c}` },
    times,
    values: Float64Array.from({ length: count }, (_, i) => rows[i * columns + c]),
  }));
  return { step: STEP, series };
}

async function areaOf(group: SeriesGroup, labels: Uint8Array, settings: IsolationForestSettings, seed: number) {
  const [model] = await isolationForest.fit([group], settings, seed);
  const [{ series }] = await isolationForest.score([model], [null], [group]);
  // Of several series, the one that contributes most carries the instant's score in full.
  const scores = Array.from(labels, (_, i) => Math.max(...series.map(({ score }) => score[i])));
  return rocArea(scores, labels);
}

/**
 * The detector, as a query with `features: values` and `joint` runs it, beside scikit-learn's IsolationForest: same data, same number of trees and
 * points a tree. `folder` takes the data.
 */
export async function forestAreas(python: string, folder: string, seeds: readonly number[]): Promise<ForestAreas[]> {
  const script = join(import.meta.dirname, 'isolation_forest_auc.py');
  const peers = await runPython<PeerAreas[]>(python, script, [folder, `${seeds[0]}`, `${seeds[seeds.length - 1]}`]);
  const results: ForestAreas[] = [];
  for (const { name, about, rows: count, columns, areas } of peers) {
    const group = asGroup(readNumbers(folder, `${name}.f32`, Float32Array), count, columns);
    const labels = readNumbers(folder, `${name}.u8`, Uint8Array);
    const over = async (given: object) => {
      const settings = isolationForest.schema.parse({ features: 'values', joint: true, ...given });
      const found: number[] = [];
      for (const seed of seeds) {
        found.push(await areaOf(group, labels, settings, seed));
      }
      return estimate(found);
    };
    const reference = estimate(areas);
    const original = await over({ margin: 0 });
    const byDefault = await over({});
    const distanceOf = (one: Estimate) =>
      (one.mean - reference.mean) / Math.hypot(reference.standardError, one.standardError);
    results.push({
      name,
      about,
      rows: count,
      columns,
      reference,
      original,
      byDefault,
      distance: distanceOf(byDefault),
      originalDistance: distanceOf(original),
    });
  }
  return results;
}
