import { amount } from './words.ts';

it.each([
  [100_630_925_504, 'bytes', '93.7 GiB'],
  [0, 'bytes', '0 B'],
  [-3_145_728, 'bytes', '-3 MiB'],
  [2_000_000, 'bps', '2 Mb/s'],
  [0.1234, 'percentunit', '12.3 %'],
  [0.0125, 's', '12.5 ms'],
  [90, 's', '1.5 minutes'],
  [12_345.6, 'short', '12346'],
])('says %d of the unit %s as people do', (value, unit, said) => {
  expect(amount(value, unit)).toBe(said);
});
