/**
 * The mean of `members` rarities that one in 10^`rarity` points reaches where the members err independently of each other: each rarity is
 * exponential then, and their sum has Erlang's distribution. Members that agree give higher means, up to `rarity` itself where all say the same.
 */
export function independentMean(members: number, rarity: number): number {
  const tail = rarity * Math.LN10;
  let [low, high] = [0, 2 * tail + 4 * members];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    [low, high] = tailOf(members, middle) > -tail ? [middle, high] : [low, middle];
  }
  return low / Math.LN10 / members;
}

/** Logarithm of the share of sums of `count` standard exponentials above `sum`. */
function tailOf(count: number, sum: number): number {
  let term = 1;
  let terms = 1;
  for (let i = 1; i < count; i++) {
    term *= sum / i;
    terms += term;
  }
  return Math.log(terms) - sum;
}
