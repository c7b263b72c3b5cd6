/** Learning rate by step. `warmUp`: steps over which it rises evenly from 0 at first. */
export type Schedule = { readonly rate: number; readonly warmUp?: number } & (
  | { readonly kind: 'constant' }
  /** Times `factor` after every `every` steps. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Half a cosine from `rate` down to `least` (0) at step `steps`, and `least` from there on (Loshchilov and Hutter 2017, without restarts). */
  | { readonly kind: 'cosine'; readonly steps: number; readonly least?: number }
);

/** The learning rate of a step, counted from 0; the schedule's own course begins after the warm-up. */
export function rateAt(schedule: Schedule, step: number): number {
  const { rate, warmUp = 0 } = schedule;
  if (step < warmUp) {
    return (rate * (step + 1)) / (warmUp + 1);
  }
  const since = step - warmUp;
  switch (schedule.kind) {
    case 'constant':
      return rate;
    case 'step':
      return rate * schedule.factor ** Math.floor(since / schedule.every);
    case 'cosine': {
      const { steps, least = 0 } = schedule;
      const share = Math.min(1, since / Math.max(1, steps - warmUp));
      return least + ((rate - least) * (1 + Math.cos(Math.PI * share))) / 2;
    }
  }
}
