import type { Field } from '@grafana/data';
import { alignSeries } from './align.ts';
import type { SourceSeries } from './anomaly-series.ts';

const series = (times: number[], value: Array<number | null>): SourceSeries => ({
  name: 'one',
  field: {} as Field,
  frameIndex: 0,
  fieldIndex: 1,
  times,
  value,
});

describe('series on one time axis', () => {
  it('copies nothing where the times are the same', () => {
    const both = [series([1, 2], [5, 6]), series([1, 2], [7, 8])];
    expect(alignSeries(both).series).toBe(both);
  });

  it('tells a time without a point from a point without a value', () => {
    const { times, series: aligned } = alignSeries([series([1, 3], [5, null]), series([2, 3], [7, 8])]);
    expect(times).toEqual([1, 2, 3]);
    expect(aligned.map(({ value }) => value)).toEqual([
      [5, undefined, null],
      [undefined, 7, 8],
    ]);
  });

  it('takes no series for an empty axis', () => {
    expect(alignSeries([])).toEqual({ times: [], series: [] });
  });
});
