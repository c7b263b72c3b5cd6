import { seededRandom } from '../../backend/features/random.ts';

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

/** Draws from a stream of this seed; streams of one seed are independent. */
export function randomFrom(seed: number, stream = 0): Random {
  return drawsOf(seededRandom(seed, stream));
}

/**
 * Draws for the replicas of one thing: `uniform` is the same for all, so that they share what it shapes (phase, load, jobs), everything else each
 * replica's own, so that their noise differs.
 */
export function replicasFrom(seed: number, stream: number, count: number): Random[] {
  return Array.from({ length: count }, (_, replica) => ({
    ...drawsOf(seededRandom(seed, stream + 1 + replica)),
    uniform: seededRandom(seed, stream),
  }));
}

function drawsOf(uniform: () => number): Random {
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
