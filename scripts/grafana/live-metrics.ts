import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Four gauges with a daily rhythm and noise, as a pure function of time, so that back-filled history and live scrapes join
 * without a seam; the level of one of them can be pushed up to make a fault.
 */
export const SERVICES = ['checkout', 'cart', 'payments', 'search'] as const;
export const METRIC = 'shop_requests_in_flight';
const DAY_MS = 86_400_000;

/** A repeatable number in [-1, 1] for a service and an instant. */
function noise(index: number, seconds: number): number {
  const x = Math.sin(index * 127.1 + seconds * 0.3117) * 43_758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

/** The gauge of service `index` at time `ms`, without a fault: 40 to 100 requests in flight. */
export function levelAt(index: number, ms: number): number {
  const phase = (2 * Math.PI * (ms % DAY_MS)) / DAY_MS;
  return 70 - 20 * Math.cos(phase + index * 0.4) + 3 * noise(index, Math.floor(ms / 1000));
}

export interface LiveMetrics {
  readonly port: number;
  /** Adds this many requests in flight to `checkout` from now on; 0 ends the fault. */
  setFault(extra: number): void;
  close(): Promise<void>;
}

export async function serveLiveMetrics(): Promise<LiveMetrics> {
  let extra = 0;
  const server: Server = createServer((_request, response) => {
    const now = Date.now();
    const lines = SERVICES.map(
      (service, i) => `${METRIC}{service="${service}"} ${levelAt(i, now) + (service === 'checkout' ? extra : 0)}`
    );
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(`# TYPE ${METRIC} gauge\n${lines.join('\n')}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    setFault: (value) => {
      extra = value;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** History of the gauges as OpenMetrics text, every `stepMs` in [from, to), with a fault on `checkout` in `fault`. */
export function historyText(from: number, to: number, stepMs: number, fault: { from: number; to: number }): string {
  const lines = [`# TYPE ${METRIC} gauge`];
  SERVICES.forEach((service, i) => {
    for (let t = Math.ceil(from / stepMs) * stepMs; t < to; t += stepMs) {
      const extra = service === 'checkout' && t >= fault.from && t < fault.to ? 90 : 0;
      lines.push(
        `${METRIC}{service="${service}",instance="shop",job="shop"} ${(levelAt(i, t) + extra).toFixed(3)} ${t / 1000}`
      );
    }
  });
  lines.push('# EOF', '');
  return lines.join('\n');
}
