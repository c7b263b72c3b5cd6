/**
 * Plain data (null, booleans, strings, numbers, typed arrays, lists and records of such) in two pieces: all its numbers in one stretch of
 * memory, and a text that says which is where. Thousands of small arrays cost a thread more to hand over and to hold than one large one;
 * equal forms share one text. Opposite of `unpack`.
 */
export interface Packed {
  /** JSON; see `Shape`. */
  readonly shape: string;
  /** Begins at a multiple of eight bytes. */
  readonly bytes: Uint8Array;
}

type NumberArray = Float64Array | Float32Array | Int32Array | Uint8Array;
type ArrayName = NumberArray[typeof Symbol.toStringTag];

const ARRAYS: Record<ArrayName, new (buffer: ArrayBufferLike, at: number, length: number) => NumberArray> = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint8Array,
};

/** Where things are: offsets in bytes, lengths in items. Null, booleans and strings stand for themselves, lists are lists. */
type Shape =
  | null
  | boolean
  | string
  | readonly Shape[]
  | { readonly record: readonly (readonly [string, Shape])[] }
  | { readonly number: number }
  | { readonly numbers: readonly [at: number, length: number] }
  | { readonly array: readonly [name: ArrayName, at: number, length: number] };

interface Placed {
  readonly at: number;
  readonly values: NumberArray;
}

/** Packs values into one piece of memory, `shared` between threads or not. Throws a TypeError for what is no plain data. */
export function packAll(values: readonly unknown[], memory: 'shared' | 'own'): Packed[] {
  let end = 0;
  const parts = values.map((value) => {
    const start = end;
    const placed: Placed[] = [];
    const place = (numbers: NumberArray): number => {
      const at = end - start;
      placed.push({ at, values: numbers });
      end += Math.ceil(numbers.byteLength / 8) * 8;
      return at;
    };
    const shape = JSON.stringify(shapeOf(value, place));
    return { start, length: end - start, placed, shape };
  });
  const buffer = memory === 'shared' ? new SharedArrayBuffer(end) : new ArrayBuffer(end);
  return parts.map(({ start, length, placed, shape }) => {
    for (const { at, values: numbers } of placed) {
      const Type = ARRAYS[nameOf(numbers)];
      new Type(buffer, start + at, numbers.length).set(numbers);
    }
    return { shape, bytes: new Uint8Array(buffer, start, length) };
  });
}

function shapeOf(value: unknown, place: (numbers: NumberArray) => number): Shape {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return { number: place(Float64Array.of(value)) };
  }
  if (ArrayBuffer.isView(value)) {
    const numbers = value as NumberArray;
    return { array: [nameOf(numbers), place(numbers), numbers.length] };
  }
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((item) => typeof item === 'number')
      ? { numbers: [place(Float64Array.from(value as number[])), value.length] }
      : value.map((item) => shapeOf(item, place));
  }
  if (typeof value === 'object') {
    return { record: Object.entries(value).map(([name, item]) => [name, shapeOf(item, place)] as const) };
  }
  throw new TypeError(`A ${typeof value} is no plain data.`);
}

/** By its name, since a typed array may come from another realm. */
function nameOf(numbers: NumberArray): ArrayName {
  const name = numbers[Symbol.toStringTag];
  if (!Object.hasOwn(ARRAYS, name)) {
    throw new TypeError(`A ${String(name)} is no plain data.`);
  }
  return name;
}

/** Shapes read lately: as a rule a query's models have all the same one. */
const MOST_SHAPES = 100;
const shapes = new Map<string, { readonly text: string; readonly shape: Shape }>();

function readShape(text: string): { readonly text: string; readonly shape: Shape } {
  const known = shapes.get(text);
  if (known) {
    return known;
  }
  const entry = { text, shape: JSON.parse(text) as Shape };
  shapes.set(text, entry);
  if (shapes.size > MOST_SHAPES) {
    for (const oldest of shapes.keys()) {
      shapes.delete(oldest);
      break;
    }
  }
  return entry;
}

/** The same, with its shape's text held once among all that have it: for what is kept. */
export function interned({ shape, bytes }: Packed): Packed {
  return { shape: readShape(shape).text, bytes };
}

/** What was packed. Its typed arrays are views on the packed memory: copy the bytes before where they will be written to. */
export function unpack<T>({ shape, bytes }: Packed): T {
  return build(readShape(shape).shape, bytes) as T;
}

/** What was packed, in memory of its own. */
export function unpackCopy<T>({ shape, bytes }: Packed): T {
  return build(readShape(shape).shape, new Uint8Array(bytes)) as T;
}

function build(shape: Shape, bytes: Uint8Array): unknown {
  if (shape === null || typeof shape !== 'object') {
    return shape;
  }
  if ('array' in shape) {
    const [name, at, length] = shape.array;
    return new ARRAYS[name](bytes.buffer, bytes.byteOffset + at, length);
  }
  if ('record' in shape) {
    return Object.fromEntries(shape.record.map(([name, item]) => [name, build(item, bytes)]));
  }
  if ('number' in shape) {
    return new Float64Array(bytes.buffer, bytes.byteOffset + shape.number, 1)[0];
  }
  if ('numbers' in shape) {
    const [at, length] = shape.numbers;
    return Array.from(new Float64Array(bytes.buffer, bytes.byteOffset + at, length));
  }
  return shape.map((item) => build(item, bytes));
}

/**
 * Packs a value that was unpacked from `packed` and changed since. Where it still has the same form its numbers are written into the same bytes, of which
 * those of typed arrays that were changed in place are there already; else it is packed anew.
 */
export function repack(packed: Packed, value: unknown, memory: 'shared' | 'own'): Packed {
  if (rewrite(readShape(packed.shape).shape, packed.bytes, value)) {
    return packed;
  }
  return interned(packAll([value], memory)[0]);
}

/** Whether all of the value has found its place. Numbers written before something did not fit are packed anew with the rest. */
function rewrite(shape: Shape, bytes: Uint8Array, value: unknown): boolean {
  if (shape === null || typeof shape !== 'object') {
    return shape === value;
  }
  if ('array' in shape) {
    const [name, at, length] = shape.array;
    return ArrayBuffer.isView(value) && rewriteArray(name, length, bytes.byteOffset + at, bytes.buffer, value);
  }
  if ('record' in shape) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
      return false;
    }
    const entries = Object.entries(value);
    return (
      entries.length === shape.record.length &&
      shape.record.every(([name, item], i) => entries[i][0] === name && rewrite(item, bytes, entries[i][1]))
    );
  }
  if ('number' in shape) {
    if (typeof value !== 'number') {
      return false;
    }
    new Float64Array(bytes.buffer, bytes.byteOffset + shape.number, 1)[0] = value;
    return true;
  }
  if (!Array.isArray(value)) {
    return false;
  }
  if ('numbers' in shape) {
    const [at, length] = shape.numbers;
    if (value.length !== length || !value.every((item) => typeof item === 'number')) {
      return false;
    }
    new Float64Array(bytes.buffer, bytes.byteOffset + at, length).set(value as number[]);
    return true;
  }
  return value.length === shape.length && shape.every((item, i) => rewrite(item, bytes, value[i]));
}

function rewriteArray(
  name: ArrayName,
  length: number,
  at: number,
  buffer: ArrayBufferLike,
  value: ArrayBufferView
): boolean {
  const numbers = value as NumberArray;
  if (numbers[Symbol.toStringTag] !== name || numbers.length !== length) {
    return false;
  }
  if (numbers.buffer !== buffer || numbers.byteOffset !== at) {
    new ARRAYS[name](buffer, at, length).set(numbers);
  }
  return true;
}
