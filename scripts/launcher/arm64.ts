import { CodeBuffer } from './machine.ts';
import type { Condition, Machine, Register, SystemCall } from './machine.ts';

/** Linux keeps all registers across a system call but x0, the result; x0 to x3 carry arguments and x8 the call's number. */
const REGISTER: Record<Register, number> = {
  stack: 19,
  env: 20,
  aux: 21,
  own: 22,
  end: 23,
  to: 24,
  from: 25,
  value: 26,
};
const CALL_NUMBER = 8;
/** Register 31 is the stack pointer or zero, as the instruction has it. */
const SP = 31;
const CALLS: Record<SystemCall, number> = { write: 64, exit: 93, execve: 221, readlinkat: 78, faccessat: 48 };
const CONDITIONS: Record<Condition, number> = { equal: 0, notEqual: 1, less: 11 };

/** AArch64: see Arm's Architecture Reference Manual, A64 base instructions. */
export function arm64Machine(): Machine {
  const code = new CodeBuffer();
  const number = (register: Register): number => REGISTER[register];

  /** LDUR/STUR and their byte forms: [base, #offset], nine bits with a sign. */
  const memory = (opcode: number, register: Register, base: Register, offset: number): void =>
    code.emit32(opcode | ((offset & 0x1ff) << 12) | (number(base) << 5) | number(register));
  /** MOVZ, or MOVN where negative; or MOV from a register. */
  const load = (reg: number, value: Register | number): void => {
    if (typeof value !== 'number') {
      code.emit32(0xaa0003e0 | (number(value) << 16) | reg);
    } else if (value >= 0) {
      code.emit32(0xd2800000 | (value << 5) | reg);
    } else {
      code.emit32(0x92800000 | (~value << 5) | reg);
    }
  };
  /** Sets a field of `bits` bits at bit 5 or 0 to the distance in instructions. */
  const branch = (opcode: number, bits: number, shift: number, label: string): void => {
    code.whenKnown(code.length, label, (view, at, distance) => {
      const field = ((distance >> 2) & (2 ** bits - 1)) << shift;
      view.setUint32(at, (view.getUint32(at, true) | field) >>> 0, true);
    });
    code.emit32(opcode);
  };

  return {
    label: (name) => code.label(name),
    text: (name, text) => code.text(name, text),
    set: (to, value) => load(number(to), value),
    copy: (to, from) => load(number(to), from),
    add: (to, value) =>
      code.emit32((value < 0 ? 0xd1000000 : 0x91000000) | (Math.abs(value) << 10) | (number(to) << 5) | number(to)),
    addWords: (to, from, index) => code.emit32(0x8b000c00 | (number(index) << 16) | (number(from) << 5) | number(to)),
    loadWord: (to, from, offset) => memory(0xf8400000, to, from, offset),
    storeWord: (from, to, offset) => memory(0xf8000000, from, to, offset),
    loadByte: (to, from, offset) => memory(0x38400000, to, from, offset),
    storeByte: (from, to, offset) => memory(0x38000000, from, to, offset),
    address: (to, label) => {
      code.whenKnown(code.length, label, (view, at, distance) => {
        const field = ((distance & 3) << 29) | (((distance >> 2) & 0x7ffff) << 5);
        view.setUint32(at, (view.getUint32(at, true) | field) >>> 0, true);
      });
      code.emit32(0x10000000 | number(to));
    },
    stackPointer: (to) => code.emit32(0x91000000 | (SP << 5) | number(to)),
    reservePages: (pages) => code.emit32(0xd1400000 | (pages << 10) | (SP << 5) | SP),
    jump: (label) => branch(0x14000000, 26, 0, label),
    jumpIf: (left, condition, right, label) => {
      code.emit32(
        typeof right === 'number'
          ? 0xf100001f | (right << 10) | (number(left) << 5)
          : 0xeb00001f | (number(right) << 16) | (number(left) << 5)
      );
      branch(0x54000000 | CONDITIONS[condition], 19, 5, label);
    },
    call: (name, args) => {
      args.forEach((arg, i) => load(i, arg));
      load(CALL_NUMBER, CALLS[name]);
      code.emit32(0xd4000001);
      code.emit32(0xaa0003e0 | number('value'));
    },
    finish: () => code.finish(),
  };
}
