/** Mixes integers into 32 well-spread bits (the finaliser of MurmurHash3 after each word). */
export function hash(...words: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const word of words) {
    h = Math.imul(h ^ (word | 0), 0x85ebca6b);
    // Times exceed 32 bits: their upper part counts too.
    h = Math.imul(h ^ (h >>> 13) ^ (Math.floor(word / 4_294_967_296) | 0), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** A generator of numbers in [0, 1); the same seed gives the same numbers (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A standard normal number (Box-Muller, one of the pair). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How many of `n` independent trials succeed, each with probability `p`: exact while few do, normal beyond. */
export function binomial(random: () => number, n: number, p: number): number {
  if (n <= 0 || p <= 0) {
    return 0;
  }
  if (p >= 1) {
    return n;
  }
  if (p > 0.5) {
    return n - binomial(random, n, 1 - p);
  }
  const mean = n * p;
  if (mean > 12) {
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - p)) * normal(random));
    return Math.min(n, Math.max(0, drawn));
  }
  // Inversion: walk up the distribution until the drawn quantile is passed.
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let quantile = random();
  let k = 0;
  while (quantile > probability && k < n) {
    quantile -= probability;
    probability *= (odds * (n - k)) / (k + 1);
    k += 1;
  }
  return k;
}

/** A Poisson number: exact for small means, normal beyond. */
export function poisson(random: () => number, mean: number): number {
  if (mean > 12) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  }
  const floor = Math.exp(-mean);
  let k = 0;
  for (let product = random(); product > floor; product *= random()) {
    k += 1;
  }
  return k;
}

/**
 * Smooth noise of unit variance that is a pure function of time: normal numbers on a lattice `period` ms apart, joined by cosines
 * and scaled so that the variance is the same between lattice points.
 */
export function smoothNoise(seed: number, stream: number, time: number, period: number): number {
  const position = time / period;
  const left = Math.floor(position);
  const at = position - left;
  const angle = (at * Math.PI) / 2;
  const a = normal(randomFrom(hash(seed, stream, left)));
  const b = normal(randomFrom(hash(seed, stream, left + 1)));
  return a * Math.cos(angle) + b * Math.sin(angle);
}
