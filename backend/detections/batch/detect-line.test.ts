import fc from 'fast-check';
import type { Detector } from '../../detectors/detector.ts';
import { DETECTORS } from '../../detectors/index.ts';
import { seasonal } from '../../detectors/seasonal/seasonal.ts';
import { detectLine } from './detect-line.ts';
import type { LineScores } from './detect-line.ts';
import { gridOf } from './grid.ts';
import { parseBatchLine } from './line.ts';
import type { BatchLine } from './line.ts';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

const FAULT = 400;
/** Long enough for those that look for what lasts. */
const FAULT_POINTS = 12;
const calm = (i: number, phase = 0): number => 10 + 3 * Math.sin(i / 20) + Math.sin(i * 12.9898 + phase);
const wave = (i: number): number => calm(i) + (i >= FAULT && i < FAULT + FAULT_POINTS ? 30 : 0);
/** The highest score of the fault and of the points right after it. */
const atFault = (score: Float64Array): number => Math.max(...score.subarray(FAULT, FAULT + 3 * FAULT_POINTS));

function lineOf(times: readonly number[], values: (i: number) => number, more: Partial<BatchLine> = {}): BatchLine {
  const v = Float64Array.from(times, (_, i) => values(i));
  return { id: 'a', times: Float64Array.from(times), columns: new Map([['', v]]), trainUntil: undefined, ...more };
}
const regular = (n: number): number[] => Array.from({ length: n }, (_, i) => START + i * 5 * MINUTE);

function cut(line: BatchLine, n: number): BatchLine {
  const columns = new Map([...line.columns].map(([name, v]) => [name, v.slice(0, n)]));
  return { ...line, times: line.times.slice(0, n), columns };
}

function detect(
  line: BatchLine,
  detector: Detector = seasonal as Detector,
  mode: 'causal' | 'range' = 'causal',
  set = {}
): Promise<LineScores> {
  return detectLine(line, 1, { detector, settings: detector.schema.parse(set), mode, seed: 1 });
}

function expectPrefix(whole: LineScores, part: LineScores): void {
  for (const column of ['score', 'expected', 'lower', 'upper'] as const) {
    expect([...whole[column].subarray(0, part[column].length)]).toEqual([...part[column]]);
  }
}

/** Minutes between points: mostly five, with gaps, repeats and steps back. */
const times = fc
  .array(
    fc.oneof({ weight: 20, arbitrary: fc.constant(5) }, { weight: 1, arbitrary: fc.integer({ min: -20, max: 600 }) }),
    {
      minLength: 150,
      maxLength: 400,
    }
  )
  .map((steps) =>
    steps.map(
      (
        (at) => (minutes: number) =>
          (at += minutes * MINUTE)
      )(START)
    )
  );

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (id, detector) => {
  const numRuns = id === 'seasonal' ? 20 : 2;
  /** 300 training points hold too few stretches of the usual length to say how rare an unknown one is. */
  const set = id === 'subsequence' ? { window: 12 } : {};
  /** The line, beside as many calm columns as the detector wants. */
  const among = (line: BatchLine): BatchLine => {
    const others = Array.from(
      { length: (detector.leastSeries ?? 1) - line.columns.size },
      (_, k): [string, Float64Array] => [`other ${k}`, Float64Array.from(line.times, (_time, i) => calm(i, 1 + k))]
    );
    return { ...line, columns: new Map([...line.columns, ...others]) };
  };

  it('scores a prefix like the whole, whatever the times', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.nat(), async (list, at) => {
        const line = among(lineOf(list, wave));
        expectPrefix(await detect(line, detector), await detect(cut(line, 1 + (at % list.length)), detector));
      }),
      { numRuns }
    );
  });

  it('with a training part, depends on that part and on earlier points alone', async () => {
    const line = among(lineOf(regular(600), wave, { trainUntil: 300 }));
    const changed = {
      ...line,
      columns: new Map([...line.columns, ['', Float64Array.from(regular(600), (_, i) => (i < 450 ? wave(i) : 7))]]),
    };
    const [one, other] = [await detect(line, detector, 'causal', set), await detect(changed, detector, 'causal', set)];
    expect([...one.score.subarray(300, 450)]).toEqual([...other.score.subarray(300, 450)]);
    expect(one.score.subarray(300, 450).every(Number.isFinite)).toBe(true);
    expect(atFault(one.score)).toBeGreaterThan(0.7);
  });

  it('scores missing values NaN, and one entry a point', async () => {
    const scores = await detect(among(lineOf(regular(600), (i) => (i % 9 === 0 ? Number.NaN : wave(i)))), detector);
    expect(scores.score).toHaveLength(600);
    expect(scores.score[540]).toBeNaN();
    // A model from outside sees raw windows, and none with a gap.
    const isKnown = (score: number) => score >= 0 && score <= 1;
    const next = [...scores.score.subarray(541, 549)];
    expect(next.every((score) => isKnown(score) || (id === 'onnx-model' && Number.isNaN(score)))).toBe(true);
    expect(next.some(isKnown)).toBe(true);
  });

  it('as anomalies, missing values score 1 once the line is known, and the others as before', async () => {
    const line = lineOf(regular(600), (i) => (i === 10 || (i >= 450 && i < 460) ? Number.NaN : wave(i)));
    const options = { detector, settings: detector.schema.parse({}), mode: 'causal', seed: 1 } as const;
    const [plain, marked] = [
      await detectLine(among(line), 1, options),
      await detectLine(among(line), 1, { ...options, missing: 'anomaly' }),
    ];
    const gap = marked.score.subarray(450, 460);
    expect([...gap]).toEqual(new Array(10).fill(1));
    expect(marked.score[10]).toBeNaN();
    gap.set(plain.score.subarray(450, 460));
    expect(marked.score).toEqual(plain.score);
  });

  it.each(['causal', 'range'] as const)('takes empty and short lines (%s)', async (mode) => {
    for (const n of [0, 1, 5]) {
      const scores = await detect(among(lineOf(regular(n), wave)), detector, mode);
      expect(scores.score).toHaveLength(n);
    }
  });

  it('in range mode marks the odd point', async () => {
    const { score } = await detect(among(lineOf(regular(600), wave)), detector, 'range');
    expect(score.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1))).toBe(true);
    const known = score.filter((value) => value >= 0);
    expect(known.length).toBeGreaterThanOrEqual(500);
    expect(Math.max(...score.subarray(390, 430))).toBe(Math.max(...known));
  });

  it('takes several columns: a fault in one of them shows', async () => {
    const line = lineOf(regular(600), wave, {
      trainUntil: 300,
      columns: new Map([
        ['calm', Float64Array.from(regular(600), (_, i) => Math.sin(i * 78.233))],
        ['odd', Float64Array.from(regular(600), (_, i) => wave(i))],
      ]),
    });
    const { score, expected } = await detect(among(line), detector, 'causal', set);
    expect(atFault(score)).toBeGreaterThan(0.7);
    if (id === 'seasonal') {
      expect(Math.abs(expected[400] - 10)).toBeLessThan(6);
    }
  });
});

it('scores columns jointly with a joint detector: values that fit one by one, not together', async () => {
  const detector = DETECTORS.find(({ id }) => id === 'isolation-forest');
  const n = 900;
  const base = (i: number): number => Math.sin(i / 30) * 5 + Math.sin(i * 12.9898);
  const columns = new Map([
    ['a', Float64Array.from({ length: n }, (_, i) => base(i))],
    ['b', Float64Array.from({ length: n }, (_, i) => (i > 800 && i < 810 ? -base(i) - 4 : base(i)))],
  ]);
  const { score } = await detect({ ...lineOf(regular(n), wave), columns, trainUntil: 700 }, detector, 'causal', {
    joint: true,
  });
  expect(score).toHaveLength(n);
  expect(score.subarray(700).every((value) => value >= 0 && value <= 1)).toBe(true);
});

describe('the grid', () => {
  it('gives repeated and unordered times cells of their own, in the order given', () => {
    const { step, cells } = gridOf(Float64Array.of(0, 10, 20, 20, 20, 30, 25, 60, 70), 9, 1);
    expect(step).toBe(10);
    expect([...cells]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
  it('leaves gaps open', () => {
    expect([...gridOf(Float64Array.of(0, 10, 20, 70, 80), 3, 1).cells]).toEqual([0, 1, 2, 7, 8]);
  });
  it('refuses gaps that would need endless cells', () => {
    expect(() => gridOf(Float64Array.of(0, 1, 2, 1e12), 3, 4)).toThrow(/Line 4, t: the gap before point 3/);
  });
});

describe('a line that is wrong', () => {
  it.each([
    ['{', /Line 3 is not JSON/],
    ['{"t":[1],"v":[1],"w":1}', /Line 3.*unrecognized key/],
    ['{"t":[1,"x"],"v":[1,2]}', /Line 3, t\.1: invalid input/],
    ['{"t":[1,2],"v":[1]}', /Line 3, v: has 1 values but t has 2 times/],
    ['{"t":[1],"columns":{"a":[1,2]}}', /Line 3, columns\.a: has 2 values/],
    ['{"t":[1]}', /Line 3, v: give either v/],
    ['{"t":[1],"v":[1],"columns":{"a":[1]}}', /give either v/],
    ['{"t":[1],"columns":{}}', /Line 3, columns: give at least one/],
    ['{"t":[1,2],"v":[1,2],"trainUntil":3}', /Line 3, trainUntil: is 3/],
    ['{"t":[1,2],"v":[1,2],"trainUntil":0}', /Line 3, trainUntil/],
  ])('%s', (text, message) => {
    expect(() => parseBatchLine(text, 3)).toThrow(message);
  });
});
