import { FieldType, toDataFrame } from '@grafana/data';
import { expect, test } from '@jest/globals';
import { readRecommendations } from './read-recommendations.ts';

const table = (rows: number) =>
  toDataFrame({
    refId: 'A',
    fields: [
      { name: 'title', type: FieldType.string, values: ['Less memory', 'Another balance'].slice(0, rows) },
      { name: 'category', type: FieldType.string, values: ['resource_allocation', 'unheard of'].slice(0, rows) },
      { name: 'current', type: FieldType.string, values: ['2147483648 bytes', 'random'].slice(0, rows) },
      { name: 'recommended', type: FieldType.string, values: ['1073741824 bytes', 'least busy'].slice(0, rows) },
      { name: 'expected_improvement', type: FieldType.number, values: [50, 8].slice(0, rows) },
      { name: 'measured_improvement', type: FieldType.number, values: [null, 7.5].slice(0, rows) },
      { name: 'priority', type: FieldType.number, values: [10, 80].slice(0, rows) },
      { name: 'state', type: FieldType.string, values: ['pending', 'done'].slice(0, rows) },
      { name: 'id', type: FieldType.string, values: ['a', 'b'].slice(0, rows) },
    ],
  });

test('a table is read by the names of its fields, the highest priority first', () => {
  const reading = readRecommendations([table(2)]);
  const shown = reading.ok ? reading.shown : [];
  expect(shown.map(({ recommendationId }) => recommendationId)).toEqual(['b', 'a']);
  expect(shown[1]).toMatchObject({ currentValue: 2 ** 31, recommendedValue: 2 ** 30, unit: 'bytes' });
  expect(shown[1].measuredImprovement).toBeNull();
  expect(shown[0]).toMatchObject({ currentValue: 'random', recommendedValue: 'least busy', unit: '', state: 'done' });
  expect(shown[0].measuredImprovement).toBe(7.5);
});

test('an empty table is no error, other frames are', () => {
  expect(readRecommendations([table(0)])).toEqual({ ok: true, shown: [] });
  expect(readRecommendations([])).toEqual({ ok: false, why: 'no-data' });
  expect(readRecommendations([toDataFrame({ fields: [{ name: 'x', values: [1] }] })])).toEqual({
    ok: false,
    why: 'other',
  });
});
