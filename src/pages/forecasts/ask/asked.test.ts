import { questionOf, readAsked, writeAsked } from './asked.ts';

const read = (text: string) => readAsked(new URLSearchParams(text));

it('comes back from the address as it went in, without the series of the question before', () => {
  const asked = { expr: 'up > 0', horizon: '4d', window: '28d', limit: 'max(size)', side: 'below' as const };
  const address = writeAsked(new URLSearchParams({ ds: 'a', series: '{}', limit: '3' }), asked);
  expect(readAsked(address)).toEqual(asked);
  expect([address.get('ds'), address.get('series')]).toEqual(['a', null]);
  expect(writeAsked(address, { ...asked, limit: '' }).has('limit')).toBe(false);
});

it('takes the default for what it cannot read', () => {
  expect(read('horizon=soon&window=&side=left')).toEqual({
    expr: '',
    horizon: '60m',
    window: '14d',
    limit: '',
    side: 'above',
  });
});

it('asks for a number as a value and for anything else as PromQL', () => {
  const limitOf = (limit: string) => questionOf({ ...read('expr=up'), limit }).forecast?.limit;
  expect(limitOf(' 9.5e3 ')).toEqual({ value: 9500, expr: '', side: 'above' });
  expect(limitOf('0')).toEqual({ value: 0, expr: '', side: 'above' });
  expect(limitOf('sum(size)')).toEqual({ value: null, expr: 'sum(size)', side: 'above' });
  expect(limitOf('  ')).toBeUndefined();
});
