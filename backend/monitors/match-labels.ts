import type { Labels } from '../series/series.ts';

/** As Prometheus matches labels: a label that is not there is the empty text; patterns are anchored. */
export interface LabelMatcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Whether all matchers hold. Throws a SyntaxError for a pattern that is none. */
export function matchLabels(labels: Labels, matchers: readonly LabelMatcher[]): boolean {
  return matchers.every(({ label, op, value }) => {
    const own = labels[label] ?? '';
    switch (op) {
      case '=':
        return own === value;
      case '!=':
        return own !== value;
      case '=~':
        return patternOf(value).test(own);
      default:
        return !patternOf(value).test(own);
    }
  });
}

const MOST_PATTERNS = 200;
const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  let pattern = patterns.get(text);
  if (!pattern) {
    pattern = new RegExp(`^(?:${text})$`, 's');
    if (patterns.size >= MOST_PATTERNS) {
      patterns.clear();
    }
    patterns.set(text, pattern);
  }
  return pattern;
}
