import { readFileSync } from 'node:fs';

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1;
const DT_STRTAB = 5;

/** What a 64-bit little-endian ELF file is for and which shared libraries it asks for; null where the file is none. */
export function readElf(path: string): { machine: number; needed: readonly string[] } | null {
  const file = readFileSync(path);
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
    return null;
  }
  return { machine: file.readUInt16LE(18), needed: neededOf(file) };
}

function neededOf(file: Buffer): string[] {
  const segments = programHeaders(file);
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) {
    return [];
  }
  const names: number[] = [];
  let strings = 0;
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const tag = Number(file.readBigInt64LE(at));
    const value = Number(file.readBigUInt64LE(at + 8));
    if (tag === DT_NEEDED) {
      names.push(value);
    } else if (tag === DT_STRTAB) {
      strings = value;
    }
  }
  // The string table is given by its address; the segment that is loaded there tells where in the file it is.
  const holder = segments.find(
    ({ type, address, size }) => type === PT_LOAD && strings >= address && strings < address + size
  );
  const table = holder ? strings - holder.address + holder.offset : strings;
  return names.map((name) => file.toString('latin1', table + name, file.indexOf(0, table + name)));
}

function programHeaders(file: Buffer): { type: number; offset: number; address: number; size: number }[] {
  const at = Number(file.readBigUInt64LE(32));
  const size = file.readUInt16LE(54);
  return Array.from({ length: file.readUInt16LE(56) }, (_, i) => {
    const header = at + i * size;
    return {
      type: file.readUInt32LE(header),
      offset: Number(file.readBigUInt64LE(header + 8)),
      address: Number(file.readBigUInt64LE(header + 16)),
      size: Number(file.readBigUInt64LE(header + 32)),
    };
  });
}
