import type { NewSuppression } from '../../../api/suppressions.ts';

export type Matcher = NewSuppression['matchers'][number];

const MATCHER = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*))\s*$/;

/**
 * Matchers as Prometheus writes them, `service="cart", job=~"api|web"`, with or without braces; quotes may be left out of a plain value. The text
 * that is none instead, where there is one.
 */
export function readMatchers(text: string): readonly Matcher[] | { readonly wrong: string } {
  const body = text.trim().replace(/^\{/, '').replace(/\}$/, '');
  const matchers: Matcher[] = [];
  for (const part of splitOutsideQuotes(body)) {
    if (part.trim() === '') {
      continue;
    }
    const found = MATCHER.exec(part);
    if (!found) {
      return { wrong: part.trim() };
    }
    const [, label, op, quoted, plain] = found;
    const value = quoted === undefined ? plain : quoted.replace(/\\(["\\])/g, '$1');
    if (op.endsWith('~') && !isPattern(value)) {
      return { wrong: part.trim() };
    }
    matchers.push({ label, op: op as Matcher['op'], value });
  }
  return matchers;
}

export function matcherText({ label, op, value }: Matcher): string {
  return `${label}${op}"${value.replace(/["\\]/g, '\\$&')}"`;
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"?|[^,"])+/g) ?? [];
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}
