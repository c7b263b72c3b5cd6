/** A host that only its own machine reaches, and a port of it. */
export interface LoopbackAddress {
  /** As servers listen on it: without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Reads `127.0.0.1:9464`, `localhost:9464` or `[::1]:9464`; null for anything else, addresses that others reach among it. */
export function parseLoopbackAddress(text: string): LoopbackAddress | null {
  const [, host, digits] = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(text.trim()) ?? [];
  const port = Number(digits);
  const octets = host?.startsWith('127') ? host.split('.').map(Number) : [];
  return host !== undefined && port >= 1 && port <= 65_535 && octets.every((octet) => octet <= 255)
    ? { host: host.replace(/^\[|\]$/g, ''), port }
    : null;
}
