import { levelsOfText, limitOfText, textOfLimit } from './limit-text.ts';

describe('a limit as a text', () => {
  it.each([
    ['', { value: null, expr: '' }],
    [' 80 ', { value: 80, expr: '' }],
    ['0', { value: 0, expr: '' }],
    ['-1.5e3', { value: -1500, expr: '' }],
    ['node_filesystem_size_bytes', { value: null, expr: 'node_filesystem_size_bytes' }],
    ['90 * 2', { value: null, expr: '90 * 2' }],
  ])('%p', (text, limit) => {
    expect(limitOfText(text)).toEqual(limit);
    expect(limitOfText(textOfLimit(limit))).toEqual(limit);
  });
});

it.each([
  ['', []],
  ['50, 80', [50, 80]],
  ['50 80;99.5%', [50, 80, 99.5]],
  ['100', null],
  ['0', null],
  ['many', null],
])('levels %p', (text, levels) => {
  expect(levelsOfText(text)).toEqual(levels);
});
