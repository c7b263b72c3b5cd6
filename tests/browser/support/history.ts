/** The series the browser specs look at: known rhythm, known faults, the same on every run but for the time they end. */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How long the series go on past `end`: Prometheus takes a series for gone five minutes after its last sample, and the specs run for longer. */
const AHEAD = 2 * 3_600_000;

export interface Fault {
  readonly service: string;
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

export interface History {
  /** The minute the history was made at, which the faults are placed by, ms since the epoch. */
  readonly end: number;
  readonly faults: readonly Fault[];
  readonly text: Iterable<string>;
}

export const METRIC = 'shop_requests_rate';

/** One series with bumps of growing height in the last day: where marking begins depends on the sensitivity. */
export const BUMPY_METRIC = 'shop_queue_length';
export const SERVICES = ['cart', 'catalog', 'payment'] as const;

/** A number in -1..1 that only depends on its seed (xorshift32). */
function noise(seed: number): number {
  let x = (seed * 2_654_435_761) >>> 0 || 1;
  for (let round = 0; round < 3; round++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
  }
  return (x / 0xffff_ffff) * 2 - 1;
}

function rate(service: number, at: number, faults: readonly Fault[]): number {
  const day = Math.sin((2 * Math.PI * (at % DAY)) / DAY);
  const normal = 100 * (service + 1) * (1 + 0.4 * day) + 3 * noise(at / MINUTE + service * 7_919);
  const faulty = faults.some((fault) => fault.service === SERVICES[service] && at >= fault.from && at < fault.to);
  return faulty ? normal * 2.2 : normal;
}

/** Bumps of 15 minutes every two hours of the last 20, the latest the highest: from 4 to 22 where the noise is within 3. */
function bumpy(at: number, end: number): number {
  const before = Math.floor((end - at) / (2 * 3_600_000));
  const inBump = before >= 0 && before < 10 && (end - at) % (2 * 3_600_000) < 15 * MINUTE;
  return 200 + 3 * noise(at / MINUTE + 104_729) + (inBump ? 22 - 2 * before : 0);
}

function* lines(start: number, end: number, faults: readonly Fault[]): Generator<string> {
  yield `# TYPE ${METRIC} gauge\n# HELP ${METRIC} Requests a second.\n`;
  for (let service = 0; service < SERVICES.length; service++) {
    let block = '';
    for (let at = start; at <= end + AHEAD; at += MINUTE) {
      const value = Math.max(0, rate(service, at, faults)).toFixed(3);
      block += `${METRIC}{service="${SERVICES[service]}"} ${value} ${at / 1000}\n`;
    }
    yield block;
  }
  yield `# TYPE ${BUMPY_METRIC} gauge\n# HELP ${BUMPY_METRIC} Jobs that wait.\n`;
  let block = '';
  for (let at = start; at <= end + AHEAD; at += MINUTE) {
    block += `${BUMPY_METRIC} ${bumpy(at, end).toFixed(3)} ${at / 1000}\n`;
  }
  yield block;
  yield '# EOF\n';
}

/** Sixteen days of three services at one minute, up to `now` and on while the specs run, with one fault each in two of them during the last day. */
export function makeHistory(now: number): History {
  const end = Math.floor(now / MINUTE) * MINUTE;
  const faults = [
    { service: 'cart', from: end - 5 * 3_600_000, to: end - 4.5 * 3_600_000 },
    { service: 'payment', from: end - 14 * 3_600_000, to: end - 13.5 * 3_600_000 },
  ];
  return { end, faults, text: lines(end - 16 * DAY, end, faults) };
}
