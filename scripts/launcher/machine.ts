/** The registers a program uses: kept across system calls, each mapped to a register of the architecture. */
export const REGISTERS = ['stack', 'env', 'aux', 'own', 'end', 'to', 'from', 'value'] as const;
export type Register = (typeof REGISTERS)[number];

/** Linux system calls by name; every architecture numbers them its own way. */
export type SystemCall = 'write' | 'exit' | 'execve' | 'readlinkat' | 'faccessat';

export type Condition = 'equal' | 'notEqual' | 'less';

/**
 * An assembler for the few instructions a launcher takes, the same for every architecture. Words have 64 bits; offsets are bytes,
 * -256 to 255; constants fit 12 bits, with a sign.
 */
export interface Machine {
  /** Names this place in the code. */
  label(name: string): void;
  /** Puts bytes here, ended by a zero. */
  text(name: string, text: string): void;
  set(to: Register, constant: number): void;
  copy(to: Register, from: Register): void;
  add(to: Register, constant: number): void;
  /** to = from + 8 * index. */
  addWords(to: Register, from: Register, index: Register): void;
  loadWord(to: Register, from: Register, offset: number): void;
  storeWord(from: Register, to: Register, offset: number): void;
  loadByte(to: Register, from: Register, offset: number): void;
  storeByte(from: Register, to: Register, offset: number): void;
  /** Where a label stands. */
  address(to: Register, label: string): void;
  stackPointer(to: Register): void;
  /** Makes room for pages of 4,096 bytes on the stack. */
  reservePages(pages: number): void;
  jump(label: string): void;
  /** Jumps where `left` compares so with a constant or another register, signed. */
  jumpIf(left: Register, condition: Condition, right: Register | number, label: string): void;
  /** Arguments are registers or constants; the result goes to `value`. */
  call(name: SystemCall, args: readonly (Register | number)[]): void;
  /** The code, all labels resolved. */
  finish(): Uint8Array;
}

/** Bytes under construction, with places that wait for their label. */
export class CodeBuffer {
  private readonly bytes: number[] = [];
  private readonly labels = new Map<string, number>();
  private readonly waiting: {
    at: number;
    label: string;
    patch: (view: DataView, at: number, distance: number) => void;
  }[] = [];

  get length(): number {
    return this.bytes.length;
  }

  emit(...bytes: readonly number[]): void {
    this.bytes.push(...bytes);
  }

  emit32(word: number): void {
    this.emit(word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, (word >>> 24) & 0xff);
  }

  label(name: string): void {
    if (this.labels.has(name)) {
      throw new Error(`Label ${name} stands twice.`);
    }
    this.labels.set(name, this.length);
  }

  /** Text at a label, ended by a zero and padded so that code after it would be aligned. */
  text(name: string, text: string): void {
    this.label(name);
    this.emit(...Buffer.from(text), 0);
    while (this.length % 4 !== 0) {
      this.emit(0);
    }
  }

  /** Has `patch` called for the bytes that start at `at` once the distance from `at` to the label is known. */
  whenKnown(at: number, label: string, patch: (view: DataView, at: number, distance: number) => void): void {
    this.waiting.push({ at, label, patch });
  }

  finish(): Uint8Array {
    const code = Uint8Array.from(this.bytes);
    const view = new DataView(code.buffer);
    for (const { at, label, patch } of this.waiting) {
      const target = this.labels.get(label);
      if (target === undefined) {
        throw new Error(`There is no label ${label}.`);
      }
      patch(view, at, target - at);
    }
    return code;
  }
}
