import { createDataFrame, FieldType } from '@grafana/data';
import { readSeries } from './read-series.ts';

const time = { name: 'time', type: FieldType.time, values: [1_000, 2_000] };
const number = (name: string, values: number[] = [1, 2], labels?: Record<string, string>) => ({
  name,
  type: FieldType.number,
  values,
  labels,
});

const why = (fields: Parameters<typeof createDataFrame>[0]['fields']) => {
  const reading = readSeries([createDataFrame({ fields })]);
  return reading.ok ? null : reading.why;
};

describe('reading the frames of a panel', () => {
  it('finds the columns of a series by their names', () => {
    const reading = readSeries([
      createDataFrame({
        fields: [
          time,
          number('value', [5, 6]),
          number('expected', [4, 4]),
          number('lower', [3, 3]),
          number('upper', [5, 5]),
          number('score', [0.1, 0.9]),
          { name: 'anomaly', type: FieldType.boolean, values: [false, true] },
        ],
      }),
    ]);
    expect(reading.ok && reading.series[0]).toMatchObject({
      times: [1_000, 2_000],
      value: [5, 6],
      expected: [4, 4],
      lower: [3, 3],
      upper: [5, 5],
      score: [0.1, 0.9],
      anomaly: [false, true],
    });
  });

  it('takes the first other number for the value, so that own data needs no renaming', () => {
    const reading = readSeries([createDataFrame({ fields: [time, number('cpu', [7, 8]), number('score', [0, 1])] })]);
    expect(reading.ok && reading.series[0].value).toEqual([7, 8]);
  });

  it('tells the series of a joined frame apart by their labels', () => {
    const fields = ['a', 'b'].flatMap((job) => [number('value', [1, 2], { job }), number('score', [0, 0], { job })]);
    const reading = readSeries([createDataFrame({ fields: [time, ...fields] })]);
    expect(reading.ok && reading.series.map(({ field }) => field.labels?.job)).toEqual(['a', 'b']);
  });

  it('says what is missing', () => {
    expect(readSeries([])).toEqual({ ok: false, why: { kind: 'no-data' } });
    expect(why([number('value')])).toEqual({ kind: 'no-time', fields: ['value'] });
    expect(why([time, { name: 'text', type: FieldType.string, values: ['a', 'b'] }])).toMatchObject({
      kind: 'no-number',
    });
    expect(why([time, number('value')])).toMatchObject({ kind: 'no-results' });
    expect(why([time, number('score')])).toMatchObject({ kind: 'scores-only' });
    expect(
      why([time, { ...time, name: 'timeEnd' }, { name: 'severity', type: FieldType.string, values: ['low', 'low'] }])
    ).toEqual({ kind: 'intervals' });
  });
});
