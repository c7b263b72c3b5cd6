import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}

/** The wanted port of loopback, or any free one where that is taken. */
export async function freePort(wanted: number): Promise<number> {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === null) {
    throw new Error('No port of 127.0.0.1 is free.');
  }
  return port;
}
