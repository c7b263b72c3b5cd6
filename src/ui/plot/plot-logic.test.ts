import type { AnomalyInterval } from '../../../contract/detection.ts';
import type { DrawnSeries, PlotModel } from '../model/anomaly-series.ts';
import { anomalyAt } from './find-anomaly.ts';
import { regionsOf } from './merge-regions.ts';
import { isNumber, runsOf } from './runs-of.ts';
import { valueRange } from './value-range.ts';

const interval = (start: number, end: number, severity: AnomalyInterval['severity'] = 'high', score = 0.95) =>
  ({ id: `${start}`, start, end, severity, score }) as AnomalyInterval;

const series = (part: Partial<DrawnSeries>) =>
  ({ visible: true, scaleKey: 'y', step: 2, intervals: [], value: [], ...part }) as DrawnSeries;

const model = (...all: DrawnSeries[]): PlotModel => ({
  times: [],
  series: all,
  hasScores: true,
  anyScore: true,
  pendingFits: 0,
});

describe('runs of drawn points', () => {
  const runs = (column: Array<number | null | undefined>, range: [number, number] = [0, column.length - 1]) =>
    runsOf(
      (index) => isNumber(column[index]),
      (index) => column[index] === undefined,
      range
    );

  it('end at a missing value, and run through times of other series', () => {
    expect(runs([1, undefined, 2, null, 3])).toEqual([[0, 2], [4]]);
    expect(runs([Number.NaN, 1, 2])).toEqual([[1, 2]]);
  });

  it('stay within the range', () => {
    expect(runs([1, 2, 3, 4], [1, 2])).toEqual([[1, 2]]);
  });
});

describe('shaded regions', () => {
  it('reach half a step beyond their ends, and merge where they overlap', () => {
    const made = model(series({ intervals: [interval(10, 20)] }), series({ intervals: [interval(21, 30)] }));
    expect(regionsOf(made, 'high')).toEqual([{ start: 9, end: 31 }]);
    expect(regionsOf(made, 'low')).toEqual([]);
  });

  it('leave hidden series out', () => {
    expect(regionsOf(model(series({ visible: false, intervals: [interval(0, 1)] })), 'high')).toEqual([]);
  });
});

describe('the anomaly under a click', () => {
  const own = series({ intervals: [interval(10, 20, 'medium', 0.85)] });
  const worse = series({ intervals: [interval(10, 20, 'high')] });

  it('is that of the series under the pointer, else the most severe one', () => {
    expect(anomalyAt(model(own, worse), 15, 1, own)?.series).toBe(own);
    expect(anomalyAt(model(own, worse), 15, 1, null)?.series).toBe(worse);
  });

  it('may be a little beside it, and no further', () => {
    expect(anomalyAt(model(own), 21, 1, null)?.interval.start).toBe(10);
    expect(anomalyAt(model(own), 22, 1, null)).toBeNull();
  });
});

describe('the range of a value axis', () => {
  const line = series({ value: [10, null, 20], lower: [5, 5, 5], upper: [25, 25, 1e9] });

  it('holds values and bands, but no band that would flatten the values', () => {
    expect(valueRange(model(line), 'y', false)).toEqual([10, 20]);
    expect(valueRange(model(line), 'y', true)).toEqual([5, 50]);
  });

  it('is none without values on the scale', () => {
    expect(valueRange(model(line), 'other', true)).toBeNull();
    expect(valueRange(model(series({ value: [null, Number.NaN] })), 'y', true)).toBeNull();
  });
});
