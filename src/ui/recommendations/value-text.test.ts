import { expect, test } from '@jest/globals';
import { improvementText, valueText } from './value-text.ts';

test('values stand in their unit, words as they are', () => {
  expect(valueText(2 ** 30, 'bytes')).toBe('1 GiB');
  expect(valueText(12.3456, '')).toBe('12.35');
  expect(valueText('round_robin', 'short')).toBe('round_robin');
});

test('improvements for better and for worse', () => {
  expect(improvementText(12.345)).toBe('12.3 % better');
  expect(improvementText(-3.21)).toBe('3.2 % worse');
});
