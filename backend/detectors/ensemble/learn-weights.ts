/** One example: what each member said of it (rarities), and whether an anomaly was there. */
export interface Example {
  readonly opinions: readonly number[];
  readonly isAnomaly: boolean;
}

const ROUNDS = 200;
const RATE = 0.2;
/** How strongly weights are held to equal ones, as if so many examples said so. */
const PRIOR = 4;

/**
 * Weights (at least 0, together 1) under which a logistic rule tells anomalies from clean stretches best: projected gradient descent on the
 * balanced log loss, held to equal weights. Deterministic; equal weights where one of the two sides has no example.
 */
export function learnWeights(examples: readonly Example[], members: number): number[] {
  const equal = new Array<number>(members).fill(1 / members);
  const known = examples.filter(({ opinions }) => opinions.every(Number.isFinite));
  const anomalies = known.filter(({ isAnomaly }) => isAnomaly).length;
  if (anomalies === 0 || anomalies === known.length) {
    return equal;
  }
  const weights = new Array<number>(members).fill(1);
  let bias = -3 * members;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => (PRIOR * (weight - 1)) / known.length);
    let biasGradient = 0;
    for (const { opinions, isAnomaly } of known) {
      const share = isAnomaly ? 0.5 / anomalies : 0.5 / (known.length - anomalies);
      const logit = opinions.reduce((sum, opinion, m) => sum + weights[m] * opinion, bias);
      const error = share * (1 / (1 + Math.exp(-logit)) - Number(isAnomaly));
      opinions.forEach((opinion, m) => {
        gradient[m] += error * opinion;
      });
      biasGradient += error;
    }
    weights.forEach((weight, m) => {
      weights[m] = Math.max(0, weight - RATE * gradient[m]);
    });
    bias -= RATE * 4 * biasGradient;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : equal;
}
