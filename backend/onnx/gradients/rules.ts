import type { OperatorName } from '../operators.ts';
import { ELEMENTWISE } from './elementwise.ts';
import { LAYOUTS } from './layout.ts';
import { MATRICES } from './matrix.ts';
import { REDUCTIONS } from './reduction.ts';
import type { GradientRule } from './rule.ts';

/** Steps: their derivative is 0 wherever they have one. */
const flat: GradientRule = () => [];

/** The gradient table: one rule an operator. Comparisons need none, since what they give is no number. */
export const RULES: Readonly<Partial<Record<OperatorName, GradientRule>>> = {
  ...ELEMENTWISE,
  ...LAYOUTS,
  ...MATRICES,
  ...REDUCTIONS,
  Ceil: flat,
  Floor: flat,
  Round: flat,
  Sign: flat,
};
