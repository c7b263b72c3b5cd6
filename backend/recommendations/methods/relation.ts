import { z } from 'zod';
import { solveSymmetric } from '../../forecasts/predictions/normal-equations.ts';
import type { Found, Measured, Method, Subject } from './method.ts';
import { fallInPercent, lastOf, percent } from './numbers.ts';

const settingsSchema = z.strictObject({
  /** Whether the outcome is better lower or higher. */
  better: z.enum(['lower', 'higher']).default('lower'),
  /** What the outcome is called in sentences. */
  outcome: z.string().min(1).max(80),
});
type Settings = z.output<typeof settingsSchema>;

const DAY = 86_400_000;
const WINDOW = { length: 21 * DAY, step: 1_800_000 };
/** Outcomes of nought have no logarithm: this share of the mean stands in. */
const FLOOR_SHARE = 0.01;
/** Points of one stretch with one value, fewer of which say nothing. */
const LEAST_POINTS = 4;
const LEAST_REGIMES = 4;
/** How sure of itself a relation must be before it is said: the share of what load leaves open that the setting explains in stretches it was not fitted on. */
const LEAST_SKILL = 0.3;
const RIDGE = 1e-3;

/** A stretch of time in which the setting had one value. */
interface Regime {
  readonly value: number;
  readonly rows: readonly Row[];
}

interface Row {
  readonly setting: number;
  readonly load: number;
  readonly outcome: number;
}

/** Logarithm of the outcome: a constant, weights of log(load) and its square, and of log(setting), 0 where that is not known. */
interface Model {
  readonly weights: readonly number[];
}

/**
 * What a setting does to an outcome: a log-linear model of the outcome on the setting and the load, by least squares. It is tried on stretches of one value that it was not
 * fitted on (leave one stretch out), beside a model that knows the load alone. Recommended are values that were in force already, never ones nobody tried.
 */
export const relation: Method<Settings> = {
  id: 'relation',
  learned: true,
  settings: settingsSchema,
  queries: ['setting', 'outcome'],
  optional: ['load'],
  window: WINDOW,

  async find(subject, settings) {
    const current = lastOf(subject.series.setting.values);
    const rows = rowsOf(subject);
    const regimes = regimesOf(rows);
    const values = [...new Set(regimes.map(({ value }) => value))];
    if (!(current > 0) || regimes.length < LEAST_REGIMES || values.length < 2 || !values.includes(current)) {
      return null;
    }
    const skill = tryOut(regimes);
    if (!(skill >= LEAST_SKILL)) {
      return null;
    }
    const model = solved(sumsOf(rows), true);
    const recent = rows.slice(-48);
    const byValue = values.map((value) => ({ value, outcome: expected(model, recent, value) }));
    const sign = settings.better === 'lower' ? 1 : -1;
    const best = byValue.reduce((a, b) => (sign * b.outcome < sign * a.outcome ? b : a));
    const now = expected(model, recent, current);
    if (best.value === current || !(now > 0)) {
      return null;
    }
    return {
      current,
      recommended: best.value,
      improvement: sign * fallInPercent(now, best.outcome),
      // As R squared is adjusted: a stretch is one observation, however many points it has, and the setting takes one degree of freedom.
      confidence: Math.max(0, Math.min(0.95, 1 - ((1 - skill) * (regimes.length - 1)) / (regimes.length - 2))),
      estimate: {
        method: 'fitted-model',
        text: `${capital(settings.outcome)} was fitted on load and setting over ${regimes.length} stretches with ${values.length} values (${values.sort((a, b) => a - b).join(', ')}). In stretches it was not fitted on, the setting explains ${percent(Math.max(0, skill))} % of what load leaves open.`,
        samples: rows.length,
      },
      urgency: 0.3,
      kept: { weights: model.weights },
    } satisfies Found;
  },

  async measure(subject, settings, { old, kept }): Promise<Measured | null> {
    const model = { weights: kept.weights as readonly number[] };
    // An outcome that is gone altogether has no logarithm: it counts as a hundredth of what was to be expected.
    const rows = rowsOf(subject, (load) => FLOOR_SHARE * Math.exp(predict(model, old, load)));
    if (rows.length < LEAST_POINTS) {
      return null;
    }
    const sign = settings.better === 'lower' ? 1 : -1;
    const without = expected(model, rows, old);
    const actual = Math.exp(rows.reduce((sum, { outcome }) => sum + Math.log(outcome), 0) / rows.length);
    return {
      improvement: sign * fallInPercent(without, actual),
      text: `Since the change ${settings.outcome} differs by that much from what the model expects of the old value under the same load.`,
      samples: rows.length,
    };
  },
};

/** Points with a setting, a load and an outcome; `floor` says what stands in for outcomes of nought, a share of their mean where it is left out. */
function rowsOf({ series: { setting, outcome, load } }: Subject, floor?: (load: number) => number): Row[] {
  const positive = outcome.values.filter((value) => value > 0);
  const usual = (positive.reduce((sum, value) => sum + value, 0) / Math.max(1, positive.length)) * FLOOR_SHARE;
  const rows: Row[] = [];
  for (let i = 0; i < outcome.values.length; i++) {
    const at = load?.values[i] ?? 1;
    const least = floor && at > 0 ? floor(at) : usual;
    const row = { setting: setting.values[i], load: at, outcome: Math.max(least, outcome.values[i]) };
    if (row.setting > 0 && row.load > 0 && row.outcome > 0) {
      rows.push(row);
    }
  }
  return rows;
}

function regimesOf(rows: readonly Row[]): Regime[] {
  const regimes: { value: number; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = regimes.at(-1);
    if (last?.value === row.setting) {
      last.rows.push(row);
    } else {
      regimes.push({ value: row.setting, rows: [row] });
    }
  }
  return regimes.filter((regime) => regime.rows.length >= LEAST_POINTS);
}

/** Leaves one stretch out after the other: the share by which the squared error of its mean falls where the setting is known. */
function tryOut(regimes: readonly Regime[]): number {
  const sums = regimes.map(({ rows }) => sumsOf(rows));
  let without = 0;
  let within = 0;
  for (const [at, { value, rows }] of regimes.entries()) {
    const others = regimes.filter((_, index) => index !== at);
    if (new Set(others.map((regime) => regime.value)).size < 2) {
      return 0;
    }
    const known = added(sums.filter((_, index) => index !== at));
    const [plain, full] = [false, true].map((usesSetting) => errorOf(solved(known, usesSetting), rows, value) ** 2);
    without += plain * rows.length;
    within += full * rows.length;
  }
  return without > 0 ? 1 - within / without : 0;
}

/** Mean error of a stretch, in logarithms: what is wrong with single points is noise, not the setting's. */
function errorOf(model: Model, rows: readonly Row[], setting: number): number {
  return (
    rows.reduce((sum, { outcome, load }) => sum + Math.log(outcome) - predict(model, setting, load), 0) / rows.length
  );
}

function predict({ weights: [base, linear, square, effect] }: Model, setting: number, load: number): number {
  const l = Math.log(load);
  return base + linear * l + square * l * l + effect * Math.log(setting);
}

/** Geometric mean of the outcome that rows would have had with another value. */
function expected(model: Model, rows: readonly Row[], setting: number): number {
  return Math.exp(rows.reduce((sum, { load }) => sum + predict(model, setting, load), 0) / rows.length);
}

const WIDTH = 4;

/** Sums that least squares need of some rows; those of several stretches add up. */
interface Sums {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

function sumsOf(rows: readonly Row[]): Sums {
  const [matrix, right] = [new Float64Array(WIDTH * WIDTH), new Float64Array(WIDTH)];
  const x = new Float64Array(WIDTH);
  for (const { setting, load, outcome } of rows) {
    const l = Math.log(load);
    x.set([1, l, l * l, Math.log(setting)]);
    const y = Math.log(outcome);
    for (let i = 0; i < WIDTH; i++) {
      right[i] += x[i] * y;
      for (let j = 0; j < WIDTH; j++) {
        matrix[i * WIDTH + j] += x[i] * x[j];
      }
    }
  }
  return { matrix, right };
}

function added(all: readonly Sums[]): Sums {
  const [matrix, right] = [new Float64Array(WIDTH * WIDTH), new Float64Array(WIDTH)];
  for (const sums of all) {
    sums.matrix.forEach((value, i) => (matrix[i] += value));
    sums.right.forEach((value, i) => (right[i] += value));
  }
  return { matrix, right };
}

/** Least squares by the normal equations, with a trace of ridge where a load never changes. */
function solved({ matrix, right }: Sums, usesSetting: boolean): Model {
  const width = usesSetting ? WIDTH : WIDTH - 1;
  const square = Float64Array.from({ length: width * width }, (_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return matrix[i * WIDTH + j] + (i === j ? RIDGE : 0);
  });
  const weights = solveSymmetric(square, right.subarray(0, width)) ?? new Float64Array(width);
  return { weights: [...weights, ...(usesSetting ? [] : [0])] };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
