import { formatDuration } from '../../contract/duration.ts';
import { NightjarError } from '../errors.ts';

/**
 * Replaces Grafana's interval variables: `$__interval` is the detection step, `$__rate_interval` the larger of step + scrape
 * interval and four scrape intervals (as in Grafana's Prometheus datasource). What would make a score depend on the dashboard's
 * range (`$__range`, `@ start()`, `@ end()`) is refused with `bad-query`.
 */
export function replaceMacros(expr: string, step: number, scrapeInterval: number): string {
  const rate = Math.max(step + scrapeInterval, 4 * scrapeInterval);
  const values: Record<string, string> = {
    __interval: formatDuration(step),
    __interval_ms: String(step),
    __rate_interval: formatDuration(rate),
    __rate_interval_ms: String(rate),
  };
  const replaced = expr.replace(/\$\{(__\w+)(?::\w+)?\}|\$(__\w+)|\[\[(__\w+)\]\]/g, (whole, a, b, c) => {
    const name: string = a ?? b ?? c;
    if (/^__(range|from|to)(_|$)/.test(name) || name.startsWith('__timeFilter')) {
      throw new NightjarError(
        'bad-query',
        `${whole} cannot be used: the score of an instant must not depend on the dashboard's range. Write a fixed duration such as 1h, or $__interval.`
      );
    }
    return values[name] ?? whole;
  });
  if (/@\s*(start|end)\s*\(\s*\)/.test(withoutStrings(replaced))) {
    throw new NightjarError(
      'bad-query',
      "@ start() and @ end() cannot be used: the score of an instant must not depend on the dashboard's range."
    );
  }
  return replaced;
}

function withoutStrings(expr: string): string {
  return expr.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
}
