import { expect, test } from '@jest/globals';
import { callsText, readAddress, readCalls, readNames, readNumber, readTiers, tiersText } from './option-text.ts';

test('tiers and calls survive being written and read', () => {
  const tiers = { checkout: 1, 'urn:shop:ads': 5 };
  expect(readTiers(tiersText(tiers))).toEqual({ value: tiers });
  const calls: [string, string][] = [
    ['front end', 'cart'],
    ['cart', 'redis'],
  ];
  expect(readCalls(callsText(calls))).toEqual({ value: calls });
  expect(readCalls('\n\n')).toEqual({ value: [] });
});

test('the line that is wrong is named', () => {
  expect(readTiers('a: 1\nb: 9')).toEqual({ wrong: 'b: 9' });
  expect(readCalls('a -> b\nb ->')).toEqual({ wrong: 'b ->' });
  expect(readCalls('a -> b -> c')).toEqual({ wrong: 'a -> b -> c' });
  expect(readNames(' , ')).toHaveProperty('wrong');
  expect(readNames('service, app job')).toEqual({ value: ['service', 'app', 'job'] });
});

test('numbers within their bounds, addresses of the web', () => {
  expect(readNumber('0.5', 0, 1, false)).toEqual({ value: 0.5 });
  for (const text of ['', 'x', '2', '-1']) {
    expect(readNumber(text, 0, 1, false)).toHaveProperty('wrong');
  }
  expect(readNumber('1.5', 1, 9, true)).toHaveProperty('wrong');
  expect(readAddress(' http://alertmanager:9093 ')).toEqual({ value: 'http://alertmanager:9093' });
  expect(readAddress('')).toEqual({ value: '' });
  expect(readAddress('javascript:alert(1)')).toHaveProperty('wrong');
});
