import type { Matcher } from '../../contract/promql.ts';
import { compileMatcher } from '../series/label-matcher.ts';
import type { ValueTest } from '../series/label-matcher.ts';
import type { Labels } from '../series/series.ts';

/** As Prometheus matches labels: a label that is not there is the empty text; patterns are RE2's and anchored. */
export type LabelMatcher = Matcher;

/** Whether all matchers hold, in time linear in the labels' length. Throws a RangeError for a pattern that is none. */
export function matchLabels(labels: Labels, matchers: readonly LabelMatcher[]): boolean {
  return matchers.every((matcher) =>
    testOf(matcher)(Object.hasOwn(labels, matcher.label) ? labels[matcher.label] : '')
  );
}

const MOST_TESTS = 200;
const tests = new Map<string, ValueTest>();

function testOf(matcher: LabelMatcher): ValueTest {
  const key = matcher.op + matcher.value;
  let test = tests.get(key);
  if (!test) {
    test = compileMatcher(matcher);
    if (tests.size >= MOST_TESTS) {
      tests.clear();
    }
    tests.set(key, test);
  }
  return test;
}
