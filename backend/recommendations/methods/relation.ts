import { z } from 'zod';
import { normalEquations, solveSymmetric } from '../../forecasts/predictions/normal-equations.ts';
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

/** log(outcome) = a + b log(setting) + c log(load) + d log(load)^2; `usesSetting`: whether b is fitted. */
interface Model {
  readonly weights: readonly number[];
  readonly usesSetting: boolean;
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
    const model = fit(rows, true);
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
    const rows = rowsOf(subject);
    if (rows.length < LEAST_POINTS) {
      return null;
    }
    const model = { weights: kept.weights as readonly number[], usesSetting: true };
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

function rowsOf({ series: { setting, outcome, load } }: Subject): Row[] {
  const positive = outcome.values.filter((value) => value > 0);
  const floor = (positive.reduce((sum, value) => sum + value, 0) / Math.max(1, positive.length)) * FLOOR_SHARE;
  const rows: Row[] = [];
  for (let i = 0; i < outcome.values.length; i++) {
    const row = { setting: setting.values[i], load: load?.values[i] ?? 1, outcome: Math.max(floor, outcome.values[i]) };
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
  let without = 0;
  let within = 0;
  for (const left of regimes) {
    const others = regimes.filter((regime) => regime !== left).flatMap(({ rows }) => rows);
    if (new Set(others.map(({ setting }) => setting)).size < 2) {
      return 0;
    }
    const [plain, full] = [fit(others, false), fit(others, true)].map((model) => errorOf(model, left.rows) ** 2);
    without += plain * left.rows.length;
    within += full * left.rows.length;
  }
  return without > 0 ? 1 - within / without : 0;
}

/** Mean error of a stretch, in logarithms: what is wrong with single points is noise, not the setting's. */
function errorOf(model: Model, rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + Math.log(row.outcome) - predict(model, row), 0) / rows.length;
}

function features({ setting, load }: Row, usesSetting: boolean): number[] {
  const l = Math.log(load);
  return [1, l, l * l, ...(usesSetting ? [Math.log(setting)] : [])];
}

function predict({ weights, usesSetting }: Model, row: Row): number {
  return features(row, usesSetting).reduce((sum, feature, i) => sum + feature * weights[i], 0);
}

/** Geometric mean of the outcome that rows would have had with another value. */
function expected(model: Model, rows: readonly Row[], setting: number): number {
  return Math.exp(rows.reduce((sum, row) => sum + predict(model, { ...row, setting }), 0) / rows.length);
}

/** Least squares by the normal equations, with a trace of ridge where a load never changes. */
function fit(rows: readonly Row[], usesSetting: boolean): Model {
  const width = usesSetting ? 4 : 3;
  const { matrix, right } = normalEquations(
    rows.map((row) => Float64Array.from(features(row, usesSetting))),
    rows.map(({ outcome }) => Math.log(outcome))
  );
  for (let i = 0; i < width; i++) {
    matrix[i * width + i] += RIDGE;
  }
  const weights = solveSymmetric(matrix, right);
  return { weights: [...(weights ?? new Float64Array(width))], usesSetting };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
