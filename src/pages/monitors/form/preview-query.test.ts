import { EMPTY_SPEC } from './draft.ts';
import { joinedExpr, previewQuery } from './preview-query.ts';

it('leaves one query as it is', () => {
  expect(joinedExpr(['up'])).toBe('up');
});

it('tells the series of several queries apart as a monitor does, comments and all', () => {
  expect(joinedExpr(['up # all', 'rate(x[5m])'])).toBe(
    'label_replace(\nup # all\n, "query", "A", "", "") or label_replace(\nrate(x[5m])\n, "query", "B", "", "")'
  );
});

it('asks for raw scores, so that nothing that marks them is in the query', () => {
  const spec = { ...EMPTY_SPEC, queries: [{ expr: 'up', legend: '{{job}}' }] };
  const marked = { ...spec, direction: 'above' as const, minDeviation: 3, minRelativeDeviation: 0.1, sensitivity: 0.9 };
  expect(previewQuery(marked, 0.5)).toEqual(previewQuery(spec, 0.5));
  expect(previewQuery(spec, 0.5)).toMatchObject({ legendFormat: '{{job}}', direction: 'both', minSeverity: 'low' });
});
