/** Draws that are the same for the same seed on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  /** Gamma with shape 2 and the given mean. */
  gamma2(mean: number): number;
  /** Student's t with three degrees of freedom, scaled to a standard deviation of 1. */
  heavyTailed(): number;
}

/** A generator seeded by a 32-bit integer (sfc32, seeded by multiplication with odd constants). */
export function randomFrom(seed: number): Random {
  let a = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
  let b = Math.imul(seed + 0x7f4a7c15, 0xc2b2ae35) | 0;
  let c = 0x2545f491;
  let counter = 1;
  const uniform = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 16; i++) {
    uniform();
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    }
    let count = -1;
    for (let product = 1, least = Math.exp(-mean); product > least; count++) {
      product *= uniform();
    }
    return count;
  };
  const gamma2 = (mean: number): number => (-mean / 2) * Math.log((1 - uniform()) * (1 - uniform()));
  const heavyTailed = (): number => {
    const chi = normal() ** 2 + normal() ** 2 + normal() ** 2;
    return normal() / Math.sqrt(chi);
  };
  return { uniform, normal, poisson, gamma2, heavyTailed };
}
