import { createDataFrame, FieldType } from '@grafana/data';
import { tableOf } from './tables-of.ts';

const custom = (shape: string) => ({ custom: { nightjarAlerts: { version: 1, output: 'noise', shape, more: false } } });
const number = (name: string, values: (number | null)[]) => ({ name, type: FieldType.number, values });

it('shows a table as it is, numbers in rows, and numbers over time in columns, newest first', () => {
  const table = createDataFrame({
    meta: custom('table'),
    fields: [{ name: 'source', type: FieldType.string, values: ['grafana'] }, number('received', [null])],
  });
  expect(tableOf([table], 'utc')).toEqual({ headings: ['source', 'received'], rows: [['grafana', '']], more: 0 });
  const numbers = ['received', 'distinct'].map((name, i) =>
    createDataFrame({ name, meta: custom('numbers'), fields: [number('value', [i])] })
  );
  expect(tableOf(numbers, 'utc').rows).toEqual([
    ['received', '0'],
    ['distinct', '1'],
  ]);
  const series = ['a', 'b'].map((name) =>
    createDataFrame({
      name,
      meta: custom('series'),
      fields: [{ name: 'time', type: FieldType.time, values: [0, 60_000] }, number('value', [1, 2])],
    })
  );
  expect(tableOf(series, 'utc')).toMatchObject({
    headings: ['time', 'a', 'b'],
    rows: [
      ['1970-01-01 00:01:00', '2', '2'],
      ['1970-01-01 00:00:00', '1', '1'],
    ],
  });
  expect(tableOf([], 'utc')).toEqual({ headings: [], rows: [], more: 0 });
});
