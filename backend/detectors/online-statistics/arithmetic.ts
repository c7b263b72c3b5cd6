// Looked up once: where globals are guarded, as in test runners, each look-up costs more than what is computed.
const { abs, exp, floor, log, max, min, sqrt } = Math;

/**
 * What a streaming statistic is computed with. A statistic is written once over these operations and read twice: as numbers, point by point, and
 * as an ONNX graph of one step. So the exported file cannot say anything else than the product. `N` is a number, `B` a condition.
 * Both sides of `select` are always computed.
 */
export interface Arithmetic<N, B> {
  add(a: N | number, b: N | number): N;
  sub(a: N | number, b: N | number): N;
  mul(a: N | number, b: N | number): N;
  div(a: N | number, b: N | number): N;
  min(a: N | number, b: N | number): N;
  max(a: N | number, b: N | number): N;
  abs(a: N): N;
  sqrt(a: N): N;
  log(a: N): N;
  exp(a: N): N;
  floor(a: N): N;
  less(a: N | number, b: N | number): B;
  isNaN(a: N): B;
  and(a: B, b: B): B;
  select(condition: B, a: N | number, b: N | number): N;
  /** One of the state's float64 cells. */
  get(cell: number): N;
  set(cell: number, value: N | number): void;
  /** An entry of the state's float32 table; `at` is a whole number within it. */
  read(at: N): N;
  write(at: N, value: N): void;
}

/** The state of one stream: plain typed arrays. */
export type StreamState = { readonly cells: Float64Array; readonly table: Float32Array };

/** Plain numbers over a state, which `set` and `write` change. */
export class Numbers implements Arithmetic<number, boolean> {
  private readonly cells: Float64Array;
  private readonly table: Float32Array;

  constructor({ cells, table }: StreamState) {
    this.cells = cells;
    this.table = table;
  }
  add(a: number, b: number): number {
    return a + b;
  }
  sub(a: number, b: number): number {
    return a - b;
  }
  mul(a: number, b: number): number {
    return a * b;
  }
  div(a: number, b: number): number {
    return a / b;
  }
  min(a: number, b: number): number {
    return min(a, b);
  }
  max(a: number, b: number): number {
    return max(a, b);
  }
  abs(a: number): number {
    return abs(a);
  }
  sqrt(a: number): number {
    return sqrt(a);
  }
  log(a: number): number {
    return log(a);
  }
  exp(a: number): number {
    return exp(a);
  }
  floor(a: number): number {
    return floor(a);
  }
  less(a: number, b: number): boolean {
    return a < b;
  }
  isNaN(a: number): boolean {
    return a !== a;
  }
  and(a: boolean, b: boolean): boolean {
    return a && b;
  }
  select(condition: boolean, a: number, b: number): number {
    return condition ? a : b;
  }
  get(cell: number): number {
    return this.cells[cell];
  }
  set(cell: number, value: number): void {
    this.cells[cell] = value;
  }
  read(at: number): number {
    return this.table[at];
  }
  write(at: number, value: number): void {
    this.table[at] = value;
  }
}

/** `from` moved towards `to` by a share. */
export function towards<N, B>(m: Arithmetic<N, B>, from: N, to: N | number, share: N | number): N {
  return m.add(from, m.mul(share, m.sub(to, from)));
}

/** `value` held within `-limit .. limit`. */
export function within<N, B>(m: Arithmetic<N, B>, value: N, limit: N | number): N {
  return m.max(m.sub(0, limit), m.min(limit, value));
}
