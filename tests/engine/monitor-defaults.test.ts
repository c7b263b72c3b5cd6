import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { draftOf, EMPTY_SPEC, specOf } from '../../src/pages/monitors/form/draft.ts';

it('the form begins with the defaults of the spec, and what it makes of one is the same spec', () => {
  const given = { name: 'a', queries: [{ expr: 'up' }] };
  const spec = monitorSpec.parse(given);
  expect({ ...EMPTY_SPEC, name: 'a', queries: [{ expr: 'up', legend: '' }] }).toEqual(spec);
  expect(monitorSpec.parse(specOf(draftOf(spec)))).toEqual(spec);
});
