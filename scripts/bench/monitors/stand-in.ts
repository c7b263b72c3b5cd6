import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * A Prometheus for the benchmark of monitors, in a process of its own: `watched_requests{group="7"}` gives 100 series with a daily rhythm and noise, as
 * Prometheus writes them. Says its port on stdout.
 */
const DAY_MS = 86_400_000;
const SERIES = 100;

/** Always the same for the same instant and series, about -1..1. */
function noise(seconds: number, seed: number): number {
  let x = Math.imul(seconds ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 31 - 1;
}

function reply(group: number, start: number, end: number, step: number): string {
  const result: string[] = [];
  for (let s = 0; s < SERIES; s++) {
    const id = group * SERIES + s;
    const values: string[] = [];
    for (let at = start; at <= end; at += step) {
      const wave = 30 * Math.cos((2 * Math.PI * at * 1_000) / DAY_MS + id);
      values.push(`[${at},"${(200 + (id % 50) - wave + 4 * noise(at, id)).toFixed(6)}"]`);
    }
    const metric = `"__name__":"watched_requests","group":"${group}","instance":"host-${s}.example:9100","job":"shop"`;
    result.push(`{"metric":{${metric}},"values":[${values.join(',')}]}`);
  }
  return `{"status":"success","data":{"resultType":"matrix","result":[${result.join(',')}]}}`;
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const asked = new URLSearchParams(Buffer.concat(parts).toString());
    const query = asked.get('query') ?? '';
    const number = (name: string): number => Number(asked.get(name));
    const text = query.startsWith('count(')
      ? `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[${number('end')},"${SERIES}"]]}]}}`
      : reply(Number(/group="(\d+)"/.exec(query)?.[1] ?? 0), number('start'), number('end'), number('step'));
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
