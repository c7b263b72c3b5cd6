import type { Log, LogFields } from '../log.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/**
 * Log lines as Grafana's plugin host reads them from stderr: one JSON object a line with `@level`, `@message` (always a string: anything
 * else makes the host panic), `@timestamp` (exactly six decimals, or the host takes the line for plain text) and further fields.
 *
 * @param least `trace`, `debug`, `info`, `warn` or `error`; anything else means `info`.
 */
export function hclog(write: (line: string) => void, least?: string): Log {
  const from = Math.max(0, LEVELS.indexOf((least?.toLowerCase() ?? 'info') as (typeof LEVELS)[number]));
  const threshold = LEVELS.some((level) => level === least?.toLowerCase()) ? from : LEVELS.indexOf('info');
  return (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) >= threshold) {
      write(`${formatLine(level, message, fields)}\n`);
    }
  };
}

function formatLine(level: string, message: string, fields: LogFields): string {
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('@')));
  const timestamp = new Date().toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');
  return JSON.stringify({ ...own, '@level': level, '@message': String(message), '@timestamp': timestamp });
}
