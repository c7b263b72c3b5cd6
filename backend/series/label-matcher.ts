import { RE2JS } from 're2js';
import type { Matcher } from '../../contract/promql.ts';
import type { Labels } from './series.ts';

const MOST_CHARACTERS = 2_000;
/** Answers that a matcher remembers. */
const MOST_KNOWN = 10_000;

/** Whether a label's value matches; an absent label has the value ''. */
export type ValueTest = (value: string) => boolean;

/**
 * The test of a matcher. Regular expressions are RE2's, matched in linear time, anchored at both ends, `.` taking line ends too, as in Prometheus.
 *
 * @throws RangeError with a sentence where the expression is wrong or too long.
 */
export function compileMatcher({ op, value }: Matcher): ValueTest {
  if (op === '=') {
    return (text) => text === value;
  }
  if (op === '!=') {
    return (text) => text !== value;
  }
  if (value.length > MOST_CHARACTERS) {
    throw new RangeError(
      `a regular expression of ${value.length} characters, and ${MOST_CHARACTERS} are the most: shorten it`
    );
  }
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(`^(?:${value})$`, RE2JS.DOTALL);
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const wanted = op === '=~';
  const known = new Map<string, boolean>();
  return (text) => {
    let matched = known.get(text);
    if (matched === undefined) {
      matched = regex.matcher(text).matches() === wanted;
      if (known.size >= MOST_KNOWN) {
        known.clear();
      }
      known.set(text, matched);
    }
    return matched;
  };
}

/** A test of label sets: all matchers hold. Throws as `compileMatcher`. */
export function compileSelector(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map((matcher) => ({ label: matcher.label, test: compileMatcher(matcher) }));
  return (labels) => tests.every(({ label, test }) => test(Object.hasOwn(labels, label) ? labels[label] : ''));
}
