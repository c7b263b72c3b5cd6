import { NightjarError } from '../errors.ts';

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Without tokens, whoever reaches the loopback address is Admin; a web page that the user has open must not be among them.
 * So the host must be this machine by name (a rebound DNS name is not), and a browser's origin must be the engine's own.
 * Throws `forbidden`.
 */
export function refuseForeignPages(headers: Readonly<Record<string, unknown>>): void {
  const host = typeof headers.host === 'string' ? headers.host : '';
  if (!isLoopback(hostName(host))) {
    throw new NightjarError(
      'forbidden',
      'Without tokens the engine answers under localhost or 127.0.0.1 only: use that address, or start it with --tokens.'
    );
  }
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new NightjarError(
      'forbidden',
      'Without tokens the engine answers its own page only: start it with --tokens to use it from another page.'
    );
  }
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}
