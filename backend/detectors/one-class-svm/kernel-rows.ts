/** Entries of `exp(-u)` are read from a table this fine; the rest of u goes into a cubic, whose error of 3e-9 float32 does not see. */
const PER_UNIT = 64;
/** exp(-u) is 0 in float32 beyond. */
const LARGEST = 103;
const TABLE = Float64Array.from({ length: LARGEST * PER_UNIT + 1 }, (_, i) => Math.exp(-i / PER_UNIT));
/** Kernel rows held at once, in bytes. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** exp(-u), three times as fast as Math.exp; 1 for u < 0, which rounding makes of 0. */
function expOfMinus(u: number): number {
  if (u >= LARGEST) {
    return 0;
  }
  if (u <= 0) {
    return 1;
  }
  const at = (u * PER_UNIT) | 0;
  const rest = u - at / PER_UNIT;
  return TABLE[at] * (1 - rest * (1 - rest * (0.5 - rest / 6)));
}

/**
 * Rows of the kernel matrix exp(-gamma |x_i - x_j|^2) of `count` rows of `width` float32 numbers, row-major. A row is computed when it is first asked
 * for, since training touches few, and kept while there is room (least recently used first out).
 */
export class KernelRows {
  readonly count: number;
  private readonly width: number;
  /** The data times sqrt(2 gamma), column after column, so that u = half |z_i|^2 + half |z_j|^2 - z_i z_j. */
  private readonly scaled: Float64Array;
  private readonly halfSquares: Float64Array;
  private readonly kept = new Map<number, Float32Array>();
  private readonly capacity: number;

  constructor(rows: Float32Array, count: number, width: number, gamma: number, cacheBytes = CACHE_BYTES) {
    this.count = count;
    this.width = width;
    const factor = Math.sqrt(2 * gamma);
    this.scaled = new Float64Array(count * width);
    this.halfSquares = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let f = 0; f < width; f++) {
        const value = rows[i * width + f] * factor;
        this.scaled[f * count + i] = value;
        sum += value * value;
      }
      this.halfSquares[i] = sum / 2;
    }
    // The solver looks at two rows at a time.
    this.capacity = Math.max(2, Math.floor(cacheBytes / 4 / Math.max(1, count)));
  }

  /** Row i: `count` numbers, 1 at i. The array may be reused after `capacity` more calls; do not keep it. */
  row(i: number): Float32Array {
    let row = this.kept.get(i);
    if (row) {
      if (this.kept.size >= this.capacity) {
        this.kept.delete(i);
        this.kept.set(i, row);
      }
      return row;
    }
    row = this.spare();
    this.fill(i, row);
    this.kept.set(i, row);
    return row;
  }

  private spare(): Float32Array {
    if (this.kept.size < this.capacity) {
      return new Float32Array(this.count);
    }
    const [[oldest, row]] = this.kept;
    this.kept.delete(oldest);
    return row;
  }

  /** Four rows of the data at a time: their sums do not wait for each other. */
  private fill(i: number, out: Float32Array): void {
    const { count, width, scaled, halfSquares } = this;
    const own = halfSquares[i];
    let j = 0;
    for (; j + 3 < count; j += 4) {
      let a = own + halfSquares[j];
      let b = own + halfSquares[j + 1];
      let c = own + halfSquares[j + 2];
      let d = own + halfSquares[j + 3];
      for (let f = 0, at = 0; f < width; f++, at += count) {
        const value = scaled[at + i];
        a -= value * scaled[at + j];
        b -= value * scaled[at + j + 1];
        c -= value * scaled[at + j + 2];
        d -= value * scaled[at + j + 3];
      }
      out[j] = expOfMinus(a);
      out[j + 1] = expOfMinus(b);
      out[j + 2] = expOfMinus(c);
      out[j + 3] = expOfMinus(d);
    }
    for (; j < count; j++) {
      let u = own + halfSquares[j];
      for (let f = 0, at = 0; f < width; f++, at += count) {
        u -= scaled[at + i] * scaled[at + j];
      }
      out[j] = expOfMinus(u);
    }
    out[i] = 1;
  }
}
