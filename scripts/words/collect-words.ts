import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every text of the sources in `folder` by its key: the first two arguments of each call of `t`. Throws where one is not a plain text, or a key has two. */
export function collectWords(folder: string): Record<string, string> {
  const words = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.tsx?$/.test(file) && !file.includes('.test.')) {
      collectFrom(join(folder, file), words);
    }
  }
  return Object.fromEntries([...words].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function collectFrom(file: string, words: Map<string, string>): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
      add(node.arguments, file, words);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function add([key, text]: readonly ts.Expression[], file: string, words: Map<string, string>): void {
  if (!key || !text || !ts.isStringLiteralLike(key) || !ts.isStringLiteralLike(text)) {
    throw new Error(`${file}: t() takes a key and a text, both written out`);
  }
  const known = words.get(key.text);
  if (known !== undefined && known !== text.text) {
    throw new Error(`${file}: the key ${key.text} stands for two texts`);
  }
  words.set(key.text, text.text);
}

interface Nested {
  [name: string]: string | Nested;
}

/** `a.b.c` becomes `{a: {b: {c}}}`, as i18next reads it. Throws where a key is the beginning of another. */
function nested(words: Readonly<Record<string, string>>): Nested {
  const result: Nested = {};
  for (const [key, text] of Object.entries(words)) {
    const path = key.split('.');
    const name = path.pop() ?? '';
    let group = result;
    for (const part of path) {
      const next = (group[part] ??= {});
      if (typeof next === 'string') {
        throw new Error(`the key ${key} begins with another key`);
      }
      group = next;
    }
    group[name] = text;
  }
  return result;
}

/** The file with the words of the sources in `folder`, in the language they are written in. */
export function wordsText(folder: string): string {
  return `${JSON.stringify(nested(collectWords(folder)), null, 2)}\n`;
}
