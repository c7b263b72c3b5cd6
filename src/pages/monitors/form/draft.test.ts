import { draftOf, draftOfAddress, EMPTY_SPEC, isSame, specOf } from './draft.ts';

it('gives back the spec it was made of', () => {
  const spec = { ...EMPTY_SPEC, name: 'a', labels: { team: 'shop' }, queries: [{ expr: 'up', legend: '{{job}}' }] };
  expect(specOf(draftOf(spec))).toEqual(spec);
});

it('leaves out what is empty or only around', () => {
  const draft = {
    ...draftOf(EMPTY_SPEC),
    name: ' Cart ',
    queries: [
      { expr: ' up ', legend: '' },
      { expr: '  ', legend: '' },
    ],
    labels: [
      { name: ' team ', value: 'shop' },
      { name: '', value: 'x' },
    ],
  };
  expect(specOf(draft)).toMatchObject({ name: 'Cart', queries: [{ expr: 'up' }], labels: { team: 'shop' } });
  expect(specOf(draftOf(EMPTY_SPEC)).queries).toEqual([{ expr: '', legend: '' }]);
  expect(isSame(draft, { ...draft, name: 'Cart' })).toBe(true);
  expect(isSame(draft, { ...draft, name: 'Card' })).toBe(false);
});

it('is filled in from an address', () => {
  const query = JSON.stringify({ detector: 'seasonal', sensitivity: 0.7, trainingWindow: '7d', legendFormat: '{{a}}' });
  const search = new URLSearchParams([
    ['expr', 'up'],
    ['expr', 'rate(x[5m])'],
    ['legend', '{{job}}'],
    ['name', 'From a panel'],
    ['query', query],
  ]);
  expect(specOf(draftOfAddress(search))).toEqual({
    ...EMPTY_SPEC,
    name: 'From a panel',
    queries: [
      { expr: 'up', legend: '{{job}}' },
      { expr: 'rate(x[5m])', legend: '{{a}}' },
    ],
    detector: 'seasonal',
    sensitivity: 0.7,
    training: { ...EMPTY_SPEC.training, window: '7d' },
  });
});

it('of a query that asks for a forecast is of a forecast monitor, and says so in its spec', () => {
  const forecast = { horizon: '4d', limit: { value: 90, expr: '', side: 'above' } };
  const draftOf = (query: object) => draftOfAddress(new URLSearchParams({ query: JSON.stringify(query) }));
  expect(specOf(draftOf({ output: 'time-to-threshold', forecast })).forecast).toEqual(forecast);
  expect(specOf(draftOf({ output: 'forecast' })).forecast).toEqual({});
  expect(specOf(draftOf({ output: 'anomalies', forecast })).forecast).toBeUndefined();
});

it.each(['', 'query=%7B', 'query=3', 'query=%5B1%5D'])('is empty for the address "%s"', (address) => {
  expect(specOf(draftOfAddress(new URLSearchParams(address)))).toEqual(EMPTY_SPEC);
});

it('keeps the path of the panel it is made from, and no address of elsewhere', () => {
  const panelOf = (panel: string) => draftOfAddress(new URLSearchParams({ panel })).panel;
  expect(panelOf('/d/shop?viewPanel=4')).toBe('/d/shop?viewPanel=4');
  expect(panelOf('https://example.org/d/shop')).toBeUndefined();
  expect(panelOf('//example.org')).toBeUndefined();
  expect(panelOf('javascript:alert(1)')).toBeUndefined();
});
