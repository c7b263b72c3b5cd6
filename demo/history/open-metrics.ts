import { FAMILIES } from '../shop/families.ts';
import type { Family } from '../shop/families.ts';
import type { Reader } from '../shop/read-samples.ts';

/** Labels that a scrape by the demo's Prometheus adds; the history must bear the same. */
export const SCRAPE_LABELS = { job: 'shop', instance: 'shop' } as const;
/** Distance between samples, in the history and live. */
export const SCRAPE_MS = 60_000;
/** Where within a minute the history's samples lie. */
export const SCRAPE_PHASE_MS = 15_000;

/** In OpenMetrics a counter's family is named without `_total`. */
const familyName = (family: Family): string =>
  family.type === 'counter' ? family.name.replace(/_total$/, '') : family.name;

function prefixes(): string[] {
  return FAMILIES.flatMap((family) =>
    family.samples.map((sample) => {
      const labels = Object.entries({ ...sample.labels, ...SCRAPE_LABELS }).map(([key, value]) => `${key}="${value}"`);
      return `${family.name}${sample.suffix}{${labels.join(',')}} `;
    })
  );
}

/** Times of the history's samples in [from, to). */
export function* sampleTimes(from: number, to: number): Generator<number> {
  const first = Math.ceil((from - SCRAPE_PHASE_MS) / SCRAPE_MS) * SCRAPE_MS + SCRAPE_PHASE_MS;
  for (let time = first; time < to; time += SCRAPE_MS) {
    yield time;
  }
}

/**
 * The history from `from` to `to` (ms) as OpenMetrics text in pieces of about a megabyte, instant by instant: what
 * `promtool tsdb create-blocks-from openmetrics` reads (https://github.com/OpenObservability/OpenMetrics, 1.0).
 */
export function* openMetricsText(read: Reader, from: number, to: number): Generator<string> {
  const starts = prefixes();
  let text = FAMILIES.map(
    (family) => `# HELP ${familyName(family)} ${family.help}\n# TYPE ${familyName(family)} ${family.type}\n`
  ).join('');
  for (const time of sampleTimes(from, to)) {
    const values = read(time);
    const stamp = ` ${time / 1000}\n`;
    for (let i = 0; i < values.length; i++) {
      text += starts[i] + String(values[i]) + stamp;
    }
    if (text.length > 1_000_000) {
      yield text;
      text = '';
    }
  }
  yield `${text}# EOF\n`;
}
