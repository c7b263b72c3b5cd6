import { createDataFrame, FieldType } from '@grafana/data';
import { readIncidents } from './read-incidents.ts';

const incidents = createDataFrame({
  refId: 'A',
  fields: [
    { name: 'time', type: FieldType.time, values: [1_000, 2_000] },
    { name: 'timeEnd', type: FieldType.time, values: [5_000, 3_000] },
    { name: 'title', type: FieldType.string, values: ['Cart is slow', '<b>odd</b>'] },
    { name: 'state', type: FieldType.string, values: ['acknowledged', 'of tomorrow'] },
    { name: 'severity', type: FieldType.string, values: ['critical', 'of tomorrow'] },
    { name: 'priority', type: FieldType.number, values: [80, null] },
    { name: 'alerts', type: FieldType.number, values: [4, 1] },
    { name: 'services', type: FieldType.string, values: ['cart, checkout', ''] },
    { name: 'cause', type: FieldType.string, values: ['cart', null] },
    { name: 'cause_probability', type: FieldType.number, values: [0.8, null] },
    { name: 'escalated', type: FieldType.boolean, values: [true, false] },
    { name: 'id', type: FieldType.string, values: ['i1', 'i2'] },
  ],
});
const alerts = createDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [1_000, 1_500] },
    { name: 'timeEnd', type: FieldType.time, values: [2_000, 2_500] },
    { name: 'severity', type: FieldType.string, values: ['error', 'info'] },
    { name: 'incident', type: FieldType.string, values: ['i1', ''] },
    { name: 'id', type: FieldType.string, values: ['a', 'b'] },
  ],
});

it('reads incidents and the alerts of each; what it does not know is harmless', () => {
  const reading = readIncidents([alerts, incidents]);
  expect(reading.ok && reading.shown.incidents).toMatchObject([
    {
      id: 'i1',
      title: 'Cart is slow',
      state: 'acknowledged',
      severity: 'critical',
      start: 1_000,
      end: 5_000,
      services: ['cart', 'checkout'],
      cause: 'cart',
      escalated: true,
      silenced: false,
      refId: 'A',
    },
    { id: 'i2', state: 'open', severity: 'info', priority: NaN, services: [], cause: '', causeProbability: NaN },
  ]);
  expect(reading.ok && [...reading.shown.alerts]).toEqual([
    ['i1', [{ id: 'a', incident: 'i1', severity: 'error', start: 1_000, end: 2_000 }]],
  ]);
});

it('tells no data from other data', () => {
  expect(readIncidents([])).toEqual({ ok: false, why: 'no-data' });
  expect(readIncidents([createDataFrame({ fields: [] })])).toEqual({ ok: false, why: 'no-data' });
  expect(readIncidents([alerts])).toEqual({ ok: false, why: 'other' });
});
