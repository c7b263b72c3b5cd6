import { numeratorsIn, selectorsIn } from './promql.ts';
import type { Selector } from './promql.ts';

const RATES = new Set(['rate', 'irate', 'deriv']);
const DIMENSIONLESS = new Set(['count', 'count_values', 'count_over_time', 'changes', 'resets', 'absent', 'group']);

/** Base units by the last words of a metric's name (https://prometheus.io/docs/practices/naming/). */
const SUFFIXES: readonly (readonly [RegExp, string])[] = [
  [/(^|_)(milliseconds|millis|ms)$/, 'ms'],
  [/(^|_)(microseconds|micros|us)$/, 'µs'],
  [/(^|_)(nanoseconds|nanos|ns)$/, 'ns'],
  [/(^|_)(seconds|secs|sec)$/, 's'],
  [/(^|_)minutes$/, 'm'],
  [/(^|_)(kilobytes|kib|kb)$/, 'kbytes'],
  [/(^|_)(megabytes|mib|mb)$/, 'mbytes'],
  [/(^|_)(gigabytes|gib|gb)$/, 'gbytes'],
  [/(^|_)(bytes|octets)(_(used|free|available|total|max|limit|current|in_use|inuse))?$/, 'bytes'],
  [/(^|_)bits$/, 'bits'],
  [/(^|_)(percent|percentage|pct)$/, 'percent'],
  [/(^|_)(ratio|fraction|utili[sz]ation)$/, 'percentunit'],
  [/(^|_)(celsius|celcius)$/, 'celsius'],
  [/(^|_)hertz$/, 'hertz'],
  [/(^|_)volts$/, 'volt'],
  [/(^|_)amperes$/, 'amp'],
  [/(^|_)watts$/, 'watt'],
  [/(^|_)joules$/, 'joule'],
  [/(^|_)meters$/, 'lengthm'],
  [/(^|_)(request|query|call|command)s?$/, 'requests'],
];

/** A metric's name in snake case, without the ending that only says which part of a family it is. */
export function stemOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[.:/-]/g, '_')
    .toLowerCase()
    .replace(/_(total|bucket|sum|count|created|max|min|avg|mean|p50|p90|p95|p99|p999)$/, '');
}

function baseUnit(name: string): string {
  const stem = stemOf(name);
  const unit = SUFFIXES.find(([suffix]) => suffix.test(stem))?.[1] ?? 'short';
  return unit === 'requests' ? 'short' : unit;
}

function perSecond(unit: string, name: string): string {
  const perSecondUnits: Record<string, string> = { bytes: 'Bps', kbytes: 'KBs', mbytes: 'MBs', bits: 'bps' };
  if (perSecondUnits[unit]) {
    return perSecondUnits[unit];
  }
  // Seconds spent per second: a share of one core, disk or lane; above 1 with several.
  if (['s', 'ms', 'µs', 'ns'].includes(unit)) {
    return unit === 's' ? 'percentunit' : 'short';
  }
  return /(^|_)(request|query|queries|call)s?(_|$)/.test(stemOf(name)) ? 'reqps' : 'cps';
}

function unitOfSelector(selector: Selector): string {
  if (selector.functions.some((fn) => DIMENSIONLESS.has(fn))) {
    return 'short';
  }
  const rated = selector.functions.some((fn) => RATES.has(fn));
  if (selector.functions.includes('histogram_quantile') || selector.functions.includes('histogram_avg')) {
    return baseUnit(selector.name);
  }
  if (/_count$/.test(selector.name)) {
    return rated ? perSecond('short', selector.name) : 'short';
  }
  const base = baseUnit(selector.name);
  return rated ? perSecond(base, selector.name) : base;
}

/**
 * Grafana's unit id for a metric, or for an expression where one is given (it then counts, the name serves as a fallback);
 * `short` where the names do not tell.
 */
export function unitOf(metricName: string, expr?: string): string {
  const selectors = expr ? selectorsIn(expr).filter((selector) => selector.name !== '') : [];
  if (!expr || selectors.length === 0) {
    return metricName === '' ? 'short' : baseUnit(metricName);
  }
  const carrying = numeratorsIn(expr).filter((selector) => selector.name !== '');
  const numerator = carrying[0] ?? selectors[0];
  const denominator = selectors.find((selector) => selector.operators.includes('/'));
  const hundredfold = /(^|[^\w.])100(\.0+)?\s*\*|\*\s*100(\.0+)?\s*($|[^\w.])/.test(expr);
  if (denominator) {
    if (/_sum$/.test(numerator.name) && /_count$/.test(denominator.name)) {
      return baseUnit(numerator.name);
    }
    const [above, below] = [unitOfSelector(numerator), unitOfSelector(denominator)];
    const counts = ['reqps', 'cps', 'short'];
    if (above === below || (counts.includes(above) && counts.includes(below))) {
      return hundredfold ? 'percent' : 'percentunit';
    }
    return above === 'Bps' || above === 'bytes' ? 'bytes' : 'short';
  }
  const unit = unitOfSelector(numerator);
  return unit === 'percentunit' && hundredfold ? 'percent' : unit;
}
