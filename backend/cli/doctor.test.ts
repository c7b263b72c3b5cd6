import { UsageError } from './command.ts';
import { doctor } from './doctor.ts';

let out: string[];
let err: string[];
beforeEach(() => {
  out = [];
  err = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

describe('nightjar doctor', () => {
  it('lists findings on stderr, one object on stdout with --json, and ends with 0 where nothing needed is missing', async () => {
    expect(await doctor.run(['--json'])).toBe(0);
    const { ok, checks } = JSON.parse(out.join('')) as { ok: boolean; checks: { name: string; state: string }[] };
    expect(ok).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['Node', 'C library', 'ONNX Runtime']));
    // Node's own warnings come the same way.
    expect(err.filter((line) => /^(ok|absent|MISSING)\s/.test(line))).toHaveLength(checks.length);
    expect(err.join('')).toMatch(/^ok\s+Node\s/m);
  });

  it('ends with 1 where Prometheus does not answer, and prints nothing on stdout without --json', async () => {
    expect(await doctor.run(['--prometheus', 'http://127.0.0.1:9'])).toBe(1);
    expect(err.join('')).toMatch(/^MISSING\s+Prometheus\s.*cannot be reached/m);
    expect(out).toEqual([]);
  });

  it('refuses a flag it does not know', async () => {
    await expect(doctor.run(['--gpu'])).rejects.toThrow(UsageError);
  });
});
