/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * The sfc32 generator (Chris Doty-Humphrey, PractRand): small, fast, the same on every machine. Equal seeds and streams give
 * equal sequences; different streams of one seed are independent.
 */
export function seededRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 0x1_0000_0000) | 0;
  let c = stream | 0;
  let counter = 1;
  const next = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 15; i++) {
    next();
  }
  return next;
}
