import { format } from 'node:util';
import type { Log } from '../log.ts';

/**
 * Takes stdout away from everything but the handshake, whose single line the host expects there: what anyone writes to
 * `process.stdout` or `console` from now on becomes a log line. Returns the function that writes the handshake.
 */
export function guardStdout(log: Log): (line: string) => Promise<void> {
  const stdout = process.stdout;
  const write = stdout.write.bind(stdout);
  stdout.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    log('info', (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()).trimEnd());
    const done = rest.at(-1);
    if (typeof done === 'function') {
      process.nextTick(done);
    }
    return true;
  }) as typeof stdout.write;

  const redirect =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...values: unknown[]): void =>
      log(level, format(...values));
  Object.assign(console, {
    log: redirect('info'),
    info: redirect('info'),
    debug: redirect('debug'),
    trace: redirect('debug'),
    warn: redirect('warn'),
    error: redirect('error'),
  });

  return (line) =>
    new Promise((resolve, reject) => {
      write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
    });
}
