import { hideOthers, toggleSeries } from './shown-series.ts';

it('isolates a series and shows all again on the second click', () => {
  const one = toggleSeries(null, 'a', false);
  expect(one).toEqual(new Set(['a']));
  expect(toggleSeries(one, 'b', false)).toEqual(new Set(['b']));
  expect(toggleSeries(one, 'a', false)).toBeNull();
});

it('adds to what is shown and takes from it, but never shows nothing', () => {
  const two = toggleSeries(new Set(['a']), 'b', true);
  expect(two).toEqual(new Set(['a', 'b']));
  expect(toggleSeries(two, 'a', true)).toEqual(new Set(['b']));
  expect(toggleSeries(new Set(['b']), 'b', true)).toBeNull();
});

it('leaves the options alone while all is shown', () => {
  const config = { defaults: { unit: 's' }, overrides: [] };
  expect(hideOthers(config, null)).toBe(config);
  expect(hideOthers(config, new Set(['a'])).overrides).toHaveLength(1);
});
