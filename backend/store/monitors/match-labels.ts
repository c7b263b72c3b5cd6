import { Script, createContext } from 'node:vm';
import { NightjarError } from '../../errors.ts';
import type { DetectionMatcher } from './detection-filter.ts';

/** An expression of a user may try for ever on some values: the store's thread waits this long at most, ms. */
const PATIENCE_MS = 500;
const TEST = new Script('values.map((value) => expression.test(value))');

/** Those whose labels fulfil every matcher. Throws `bad-request` for an expression that is none, or takes too long. */
export function matchingLabels<T extends { readonly labels: Readonly<Record<string, string>> }>(
  all: readonly T[],
  matchers: readonly DetectionMatcher[]
): T[] {
  let left = [...all];
  for (const { label, op, value } of matchers) {
    const values = left.map(({ labels }) => labels[label] ?? '');
    const equal = op === '=' || op === '!=' ? values.map((one) => one === value) : tested(value, values);
    const wanted = op === '=' || op === '=~';
    left = left.filter((_, index) => equal[index] === wanted);
  }
  return left;
}

function tested(pattern: string, values: readonly string[]): boolean[] {
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`, 'su');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `The matcher ${JSON.stringify(pattern)} is no regular expression: ${why}.`);
  }
  try {
    const context = createContext({ values, expression });
    return TEST.runInContext(context, { timeout: PATIENCE_MS }) as boolean[];
  } catch {
    throw new NightjarError(
      'bad-request',
      `The matcher ${JSON.stringify(pattern)} takes too long: write a simpler one.`
    );
  }
}
