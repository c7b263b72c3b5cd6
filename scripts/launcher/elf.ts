/** `e_machine` of the ELF header. */
export const ELF_MACHINE = { x64: 62, arm64: 183 } as const;

const HEADER = 64;
const PROGRAM_HEADER = 56;
const BASE = 0x400000;
const READ_EXECUTE = 5;
const READ_WRITE = 6;

/**
 * A static 64-bit little-endian Linux executable: one segment that holds the headers and `code`, which starts at its first byte,
 * and a stack that is not executable. No libraries, no interpreter. See the System V ABI, "Object Files".
 */
export function elfExecutable(machine: number, code: Uint8Array): Uint8Array {
  const codeAt = HEADER + 2 * PROGRAM_HEADER;
  const file = new Uint8Array(codeAt + code.length);
  const view = new DataView(file.buffer);
  const u16 = (at: number, value: number): void => view.setUint16(at, value, true);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, true);
  const u64 = (at: number, value: number): void => view.setBigUint64(at, BigInt(value), true);

  // Magic, 64 bits, little-endian, version 1.
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  u16(16, 2); // ET_EXEC
  u16(18, machine);
  u32(20, 1);
  u64(24, BASE + codeAt); // entry
  u64(32, HEADER); // program headers
  u16(52, HEADER);
  u16(54, PROGRAM_HEADER);
  u16(56, 2);
  u16(58, 64); // size of a section header; there are none

  // PT_LOAD, aligned to 64 KiB, the largest page size of arm64.
  u32(HEADER, 1);
  u32(HEADER + 4, READ_EXECUTE);
  u64(HEADER + 16, BASE);
  u64(HEADER + 24, BASE);
  u64(HEADER + 32, file.length);
  u64(HEADER + 40, file.length);
  u64(HEADER + 48, 0x10000);

  // PT_GNU_STACK
  const stack = HEADER + PROGRAM_HEADER;
  u32(stack, 0x6474e551);
  u32(stack + 4, READ_WRITE);
  u64(stack + 48, 16);

  file.set(code, codeAt);
  return file;
}
