import { EMPTY_SPEC } from './form/draft.ts';
import { specDiff } from './spec-diff.ts';

it('finds nothing between equal specs', () => {
  expect(specDiff(EMPTY_SPEC, { ...EMPTY_SPEC, training: { ...EMPTY_SPEC.training } })).toEqual([]);
});

it('names every field that differs, where it stands', () => {
  const before = { ...EMPTY_SPEC, labels: { team: 'shop', tier: '1' } };
  const after = {
    ...before,
    sensitivity: 0.7,
    labels: { team: 'infra' },
    queries: [
      { expr: 'up', legend: '' },
      { expr: 'down', legend: '' },
    ],
    settings: { window: 12 },
    training: { ...before.training, excludeCalendars: ['Holidays', 'Releases'], refitOnDrift: false },
  };
  expect(specDiff(before, after)).toEqual([
    { path: 'labels.team', before: 'shop', after: 'infra' },
    { path: 'labels.tier', before: '1', after: null },
    { path: 'queries.0.expr', before: '', after: 'up' },
    { path: 'sensitivity', before: '0.5', after: '0.7' },
    { path: 'training.refitOnDrift', before: 'true', after: 'false' },
    { path: 'training.excludeCalendars', before: '', after: 'Holidays, Releases' },
    { path: 'queries.1.expr', before: null, after: 'down' },
    { path: 'queries.1.legend', before: null, after: '' },
    { path: 'settings.window', before: null, after: '12' },
  ]);
});
