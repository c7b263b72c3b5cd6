import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownLine, shownText, webAddress } from './shown-text.ts';

test('controls and marks of direction become signs that are seen; lines stay', () => {
  expect(shownText('a\u0000b\u001b[31mred\r\n\tline\u007f\u0085')).toBe(
    'a\ufffdb\ufffd[31mred\ufffd\n\tline\ufffd\ufffd'
  );
  expect(shownText('safe\u202egnp.exe\u2066')).toBe('safe\ufffdgnp.exe\ufffd');
  expect(shownLine(' <b>\n two </b> ')).toBe('<b> two </b>');
});

test('a megabyte is cut, and says how much there is', () => {
  const shown = shownText('x'.repeat(1_048_576));
  expect(shown.length).toBeLessThan(2_100);
  expect(shown).toContain('1,048,576');
  expect(shownText(`${'x'.repeat(1_999)}😀`).slice(0, 2_000)).not.toMatch(/[\ud800-\udbff]$/);
});

test('nothing unseen is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(shownText(text)).not.toMatch(/[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
    { numRuns: 200 }
  );
});

test('addresses of the web alone become links', () => {
  expect(webAddress('https://grafana.example/alert?x=1')).toBe('https://grafana.example/alert?x=1');
  for (const text of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    ' file:///etc/passwd',
    'no address',
    '',
  ]) {
    expect(webAddress(text)).toBeNull();
  }
});
