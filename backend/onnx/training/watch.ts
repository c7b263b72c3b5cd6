/** Reduce on plateau: the learning rate times `factor` after `patience` evaluations without improvement, never below `least` times its schedule. */
export interface Plateau {
  readonly factor: number;
  readonly patience: number;
  readonly least?: number;
}

/** Stop after `patience` evaluations without improvement. */
export interface StopRule {
  readonly patience: number;
}

/** What watches over one model's losses; plain numbers, part of a checkpoint. */
export interface Watch {
  /** Sum and count of training losses since the last evaluation. */
  sum: number;
  count: number;
  best: number;
  /** Evaluations since the best one. */
  stale: number;
  /** Evaluations since the best one or the last reduction of the rate. */
  flat: number;
  /** What reductions on plateau left of the learning rate. */
  factor: number;
  /** Steps after which the model stopped; -1 while it trains. */
  stoppedAt: number;
  /** The step, counted from 1, whose loss was the first that was no number; -1 while there is none. */
  divergedAt: number;
  /** The last evaluated loss, NaN before. */
  loss: number;
}

export function freshWatch(): Watch {
  return {
    sum: 0,
    count: 0,
    best: Number.POSITIVE_INFINITY,
    stale: 0,
    flat: 0,
    factor: 1,
    stoppedAt: -1,
    divergedAt: -1,
    loss: Number.NaN,
  };
}

/** Takes in the training loss of step `step` (counted from 1). */
export function observe(watch: Watch, loss: number, step: number): void {
  watch.sum += loss;
  watch.count++;
  if (!Number.isFinite(loss) && watch.divergedAt < 0) {
    watch.divergedAt = step;
  }
}

/**
 * Judges a model after `steps` steps by its held-out loss, or (null) by the mean training loss since the last evaluation. An improvement is more than
 * `tolerance`, relative to the best so far. Says whether this is the best. Only a training that is `isJudged` (it has a rule or held-out data, so that it
 * pauses at every evaluation) ends a model early.
 */
export function evaluate(
  watch: Watch,
  heldOut: number | null,
  steps: number,
  tolerance: number,
  rules: { readonly stop?: StopRule; readonly plateau?: Plateau; readonly isJudged: boolean }
): boolean {
  const loss = heldOut ?? watch.sum / watch.count;
  watch.loss = loss;
  watch.sum = 0;
  watch.count = 0;
  if (watch.divergedAt >= 0 || !Number.isFinite(loss)) {
    watch.divergedAt = watch.divergedAt < 0 ? steps : watch.divergedAt;
    watch.stoppedAt = rules.isJudged ? steps : -1;
    return false;
  }
  const isBest = watch.best === Number.POSITIVE_INFINITY || loss < watch.best - tolerance * Math.abs(watch.best);
  if (isBest) {
    watch.best = loss;
    watch.stale = 0;
    watch.flat = 0;
    return true;
  }
  watch.stale++;
  watch.flat++;
  const { stop, plateau } = rules;
  if (stop && watch.stale >= stop.patience) {
    watch.stoppedAt = steps;
  } else if (plateau && watch.flat >= plateau.patience) {
    watch.factor = Math.max(watch.factor * plateau.factor, plateau.least ?? 0);
    watch.flat = 0;
  }
  return false;
}
