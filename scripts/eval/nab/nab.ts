import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { Evaluation } from '../evaluation.ts';
import { wantedDetectors } from '../evaluation.ts';
import { withKeptRows } from '../kept/kept-rows.ts';
import { runParallel } from '../parallel/pool.ts';
import { readNab, readProfiles } from './files.ts';
import type { NabFile } from './files.ts';
import { foldScore, randomParts } from './folds.ts';
import { PUBLISHED_WINDOWED_GAUSSIAN } from './published.ts';
import { normalise, optimise, prepare, rawAt } from './score.ts';
import type { Prepared, Profile } from './score.ts';
import { windowedGaussian } from './windowed-gaussian.ts';

const SPLITS = 20;
const FOLDS = 4;
/** The score from which anomalies are shown by default. */
const SHIPPED_THRESHOLD = 0.8;

/** All figures of one detector. */
function assess(files: readonly NabFile[], scores: readonly Float64Array[], profiles: Record<string, Profile>) {
  const prepared = prepare(files.map(({ name, windows }, i) => ({ name, windows, scores: scores[i] })));
  const byProfile = Object.entries(profiles).map(([name, profile]) => {
    const { threshold, raw } = optimise(prepared, profile);
    return [name, { score: normalise(prepared, profile, raw), raw, threshold }] as const;
  });
  const categories = files.map(({ name }) => name.split('/')[0]);
  const splits = Array.from({ length: SPLITS }, (_, seed) =>
    foldScore(prepared, profiles.standard, randomParts(files.length, FOLDS, seed + 1))
  ).sort((a, b) => a - b);
  return {
    profiles: Object.fromEntries(byProfile),
    leaveOneCategoryOut: foldScore(prepared, profiles.standard, categories),
    fourFold: { mean: splits.reduce((sum, x) => sum + x, 0) / SPLITS, lowest: splits[0], highest: splits[SPLITS - 1] },
    atShippedThreshold: normalise(prepared, profiles.standard, rawAt(prepared, profiles.standard, SHIPPED_THRESHOLD)),
    byFile: perFile(files, prepared, profiles.standard),
  };
}

/** Raw standard score of each file at the threshold found over all. */
function perFile(files: readonly NabFile[], prepared: Prepared, profile: Profile) {
  const { threshold } = optimise(prepared, profile);
  return files.map(({ name, windows }, f) => ({
    file: name,
    windows: windows.length,
    raw: rawAt(
      prepared,
      profile,
      threshold,
      files.map((_, other) => other === f)
    ),
  }));
}

const two = (value: number): string => value.toFixed(2);

/** The scorer beside NAB's own figures: largest difference over the files of which NAB publishes the windowed Gaussian's score. */
function checkScorer(files: readonly NabFile[], profile: Profile): { files: number; largestDifference: number } {
  const differences = PUBLISHED_WINDOWED_GAUSSIAN.flatMap(([name, published]) =>
    files
      .filter((file) => file.name === name)
      .map(({ windows, values }) =>
        Math.abs(rawAt(prepare([{ name, windows, scores: windowedGaussian(values) }]), profile, 1) - published)
      )
  );
  return { files: differences.length, largestDifference: Math.max(...differences) };
}

type Figures = ReturnType<typeof assess>;

const INTRO = `NAB's own score (Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms", 2015): 100 for a mark at the start of every labelled window
and none elsewhere, 0 for no marks. Every detector runs as \`nightjar detect\` runs it: causal, from nothing, default settings, one configuration for all files,
without the minimum and maximum of a file, which NAB hands to its detectors. As NAB does, one threshold is chosen over all files for each profile, so the first three columns
are optimistic; the next two choose it on other files than those scored. The last takes 0.8, from which anomalies are shown by default.
`;

export const nab: Evaluation = {
  title: 'NAB',
  summary:
    "NAB's own score of detectors (`seasonal` unless named) on the files of --data (a copy of NAB's data, labels and config)",
  async run(options) {
    const { data, print, say } = options;
    if (data === undefined) {
      throw new NightjarError('bad-request', 'Give --data DIR, a folder with the data, labels and config of NAB.');
    }
    const files = readNab(data);
    const profiles = readProfiles(data);
    const fresh = new Map<string, Figures>();
    const baseline = files.map(({ values }) => windowedGaussian(values));
    fresh.set('windowed Gaussian', assess(files, baseline, profiles));
    for (const { id } of wantedDetectors(options, 'seasonal')) {
      const runs = files.map(({ times, values }) => ({ detector: id, times, values }));
      const scores = await runParallel<Float64Array>(join(import.meta.dirname, 'nab-run.ts'), runs);
      const figures = assess(files, scores, profiles);
      fresh.set(id, figures);
      say(`${id}: ${rowOf(id, figures)}`);
    }
    const rows = await withKeptRows('nab', fresh, options.writesDocs);
    const windows = files.reduce((sum, one) => sum + one.windows.length, 0);
    const check = checkScorer(files, profiles.standard);
    print(INTRO);
    print(
      `${files.length} files, ${windows} windows, ${files.reduce((sum, { values }) => sum + values.length, 0)} points\n`
    );
    print(
      '| detector | standard | low FP | low FN | leave one category out | 20 x 4-fold: mean (lowest..highest) | at 0.8 |'
    );
    print('|---|---|---|---|---|---|---|');
    rows.forEach((one, name) => print(rowOf(name, one)));
    print(
      `\nThe scorer, checked: at threshold 1 NAB publishes the standard score of its windowed Gaussian detector file by file; over ${check.files} of these files ` +
        `ours differ by ${check.largestDifference.toExponential(1)} at most.`
    );
    const shown = rows.get('seasonal');
    if (shown) {
      print(
        `\nThreshold of the standard profile for \`seasonal\`: ${shown.profiles.standard.threshold.toFixed(4)}. By file, at that threshold:\n`
      );
      print('| file | windows | standard, not normalised |\n|---|---|---|');
      shown.byFile.forEach(({ file, windows: count, raw }) => print(`| ${file} | ${count} | ${two(raw)} |`));
    }
    return { files: files.length, windows, scorer: check, detectors: Object.fromEntries(fresh) };
  },
};

function rowOf(name: string, one: Figures): string {
  const { standard, reward_low_FP_rate: lowFp, reward_low_FN_rate: lowFn } = one.profiles;
  const { mean, lowest, highest } = one.fourFold;
  return `| ${name} | ${two(standard.score)} | ${two(lowFp.score)} | ${two(lowFn.score)} | ${two(one.leaveOneCategoryOut)} | ${two(mean)} (${two(lowest)}..${two(highest)}) | ${two(one.atShippedThreshold)} |`;
}
