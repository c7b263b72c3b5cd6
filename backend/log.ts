/** Where an engine reports; fields are JSON values and never hold a secret. Each door brings its own. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: LogFields) => void;

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One line of JSON on stderr for each message of `least` and above: the log of the stand-alone engine and the command line. */
export function stderrLog(least: 'debug' | 'info' | 'warn' | 'error' = 'info'): Log {
  const order = ['debug', 'info', 'warn', 'error'];
  return (level, message, fields = {}) => {
    if (order.indexOf(level) >= order.indexOf(least)) {
      process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
    }
  };
}
