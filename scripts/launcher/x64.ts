import { CodeBuffer } from './machine.ts';
import type { Condition, Machine, Register, SystemCall } from './machine.ts';

/** Linux keeps all registers across a system call but rax (the result), rcx and r11; rdi, rsi, rdx and r10 carry arguments. */
const REGISTER: Record<Register, number> = {
  stack: 15,
  env: 14,
  aux: 8,
  own: 13,
  end: 12,
  to: 3,
  from: 5,
  value: 9,
};
const RAX = 0;
const RSP = 4;
const ARGUMENTS = [7, 6, 2, 10];
const CALLS: Record<SystemCall, number> = { write: 1, exit: 60, execve: 59, readlinkat: 267, faccessat: 269 };
const JUMPS: Record<Condition, number> = { equal: 0x84, notEqual: 0x85, less: 0x8c };

/** x86-64: see Intel's manual, volume 2. Every instruction works on 64 bits and takes its longest form, so sizes never depend on distances. */
export function x64Machine(): Machine {
  const code = new CodeBuffer();
  const number = (register: Register): number => REGISTER[register];

  /** REX.W prefix with the high bits of the register field and of the base or r/m field. */
  const rex = (reg: number, rm: number): number => 0x48 | ((reg >> 3) << 2) | (rm >> 3);
  /** opcode reg, r/m: both registers. */
  const between = (opcode: number, reg: number, rm: number): void =>
    code.emit(rex(reg, rm), opcode, 0xc0 | ((reg & 7) << 3) | (rm & 7));
  /** opcode reg, [base + offset]: SIB without index and a 32-bit displacement, which every base takes. */
  const memory = (opcode: readonly number[], reg: number, base: number, offset: number): void => {
    code.emit(rex(reg, base), ...opcode, 0x84 | ((reg & 7) << 3), 0x20 | (base & 7));
    code.emit32(offset);
  };
  /** opcode /extension r/m, constant. */
  const constant = (opcode: number, extension: number, rm: number, value: number): void => {
    code.emit(rex(0, rm), opcode, 0xc0 | (extension << 3) | (rm & 7));
    code.emit32(value);
  };
  const relative = (label: string): void => {
    code.whenKnown(code.length, label, (view, at, distance) => view.setInt32(at, distance - 4, true));
    code.emit32(0);
  };
  const load = (reg: number, value: Register | number): void =>
    typeof value === 'number' ? constant(0xc7, 0, reg, value) : between(0x89, number(value), reg);

  return {
    label: (name) => code.label(name),
    text: (name, text) => code.text(name, text),
    set: (to, value) => load(number(to), value),
    copy: (to, from) => load(number(to), from),
    add: (to, value) => constant(0x81, 0, number(to), value),
    addWords: (to, from, index) => {
      const [reg, base, scaled] = [number(to), number(from), number(index)];
      code.emit(
        rex(reg, base) | ((scaled >> 3) << 1),
        0x8d,
        0x84 | ((reg & 7) << 3),
        0xc0 | ((scaled & 7) << 3) | (base & 7)
      );
      code.emit32(0);
    },
    loadWord: (to, from, offset) => memory([0x8b], number(to), number(from), offset),
    storeWord: (from, to, offset) => memory([0x89], number(from), number(to), offset),
    loadByte: (to, from, offset) => memory([0x0f, 0xb6], number(to), number(from), offset),
    storeByte: (from, to, offset) => memory([0x88], number(from), number(to), offset),
    address: (to, label) => {
      code.emit(rex(number(to), 0), 0x8d, 0x05 | ((number(to) & 7) << 3));
      relative(label);
    },
    stackPointer: (to) => between(0x89, RSP, number(to)),
    reservePages: (pages) => constant(0x81, 5, RSP, pages * 4096),
    jump: (label) => {
      code.emit(0xe9);
      relative(label);
    },
    jumpIf: (left, condition, right, label) => {
      if (typeof right === 'number') {
        constant(0x81, 7, number(left), right);
      } else {
        between(0x39, number(right), number(left));
      }
      code.emit(0x0f, JUMPS[condition]);
      relative(label);
    },
    call: (name, args) => {
      args.forEach((arg, i) => load(ARGUMENTS[i], arg));
      constant(0xc7, 0, RAX, CALLS[name]);
      code.emit(0x0f, 0x05);
      between(0x89, RAX, number('value'));
    },
    finish: () => code.finish(),
  };
}
