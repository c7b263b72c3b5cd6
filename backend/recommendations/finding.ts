import type { Labels } from '../series/series.ts';
import type { AlertFinding } from './methods/alert-history.ts';
import type { Found } from './methods/method.ts';
import type { Rule } from './rules/rule.ts';

/** What a rule found of one component. */
export interface Finding extends Pick<Found, 'improvement' | 'confidence' | 'estimate' | 'urgency' | 'kept'> {
  readonly rule: Rule;
  /** Of the component, and what its title may name. */
  readonly labels: Labels;
  readonly componentType: string;
  readonly componentId: string;
  readonly current: AlertFinding['current'];
  readonly recommended: AlertFinding['recommended'];
}
