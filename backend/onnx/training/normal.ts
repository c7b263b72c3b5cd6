import type { Random } from '../../features/random.ts';

/** Fills with standard normal numbers, two from two uniform ones (Box and Muller 1958). */
export function normal(into: Float32Array, random: Random): void {
  for (let i = 0; i < into.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    into[i] = radius * Math.cos(angle);
    if (i + 1 < into.length) {
      into[i + 1] = radius * Math.sin(angle);
    }
  }
}
