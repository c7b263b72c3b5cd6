/** One finding of `nightjar doctor`. `missing`: Nightjar needs it; `absent`: it does without. The detail says what to do. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'absent';
  readonly detail: string;
}
