import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectWords, wordsText } from './collect-words.ts';

const src = join(__dirname, '..', '..', 'src');

describe('the words of src', () => {
  it('are all in the file that translations are made from (node scripts/write-words.ts writes it)', () => {
    expect(readFileSync(join(src, 'locales', 'en-US', 'nightjar-ml-app.json'), 'utf8')).toBe(wordsText(src));
  });
});

describe('collecting words', () => {
  let folder = '';
  const write = (text: string) => writeFileSync(join(folder, 'words.ts'), text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'words-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('groups them by the parts of the key', () => {
    write("t('b.two', 'Two'); t('a.one', 'One {{count}}', { count });");
    expect(JSON.parse(wordsText(folder))).toEqual({ a: { one: 'One {{count}}' }, b: { two: 'Two' } });
  });

  it('keeps every part of a key', () => {
    write("t('a.b.one', 'One'); t('a.b.two', 'Two');");
    expect(JSON.parse(wordsText(folder))).toEqual({ a: { b: { one: 'One', two: 'Two' } } });
    write("t('a.b', 'One'); t('a.b.two', 'Two');");
    expect(() => wordsText(folder)).toThrow('begins with another key');
  });

  it('refuses a key with two texts, and a text that is not written out', () => {
    write("t('a.b', 'One'); t('a.b', 'Two');");
    expect(() => collectWords(folder)).toThrow('two texts');
    write("t('a.b', text);");
    expect(() => collectWords(folder)).toThrow('written out');
  });
});
