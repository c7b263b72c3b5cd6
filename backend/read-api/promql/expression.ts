import type { Matcher } from '../../../contract/promql.ts';

export const ARITHMETIC_OPERATORS = ['+', '-', '*', '/', '%', '^'] as const;
export const COMPARISONS = ['==', '!=', '>', '<', '>=', '<='] as const;
export type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number];
export type Comparison = (typeof COMPARISONS)[number];

/** The part of PromQL that is answered. `type` is what an expression gives; a binary one never has vectors on both sides. */
export type Expression =
  | { readonly kind: 'number'; readonly type: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly type: 'string'; readonly value: string }
  | { readonly kind: 'selector'; readonly type: 'vector'; readonly matchers: readonly Matcher[] }
  | { readonly kind: 'negation'; readonly type: 'scalar' | 'vector'; readonly operand: NumericExpression }
  | {
      readonly kind: 'arithmetic';
      readonly type: 'scalar' | 'vector';
      readonly operator: ArithmeticOperator;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    }
  | {
      readonly kind: 'comparison';
      readonly type: 'scalar' | 'vector';
      readonly operator: Comparison;
      /** `bool`: 0 or 1 instead of a filter. */
      readonly asNumber: boolean;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    };

export type NumericExpression = Exclude<Expression, { readonly kind: 'string' }>;
