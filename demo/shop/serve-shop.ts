import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { exporterOf } from './exporter.ts';
import { SCENARIOS, makeFault } from './faults.ts';
import type { Fault } from './faults.ts';
import type { Reader } from './read-samples.ts';
import { SERVICES } from './services.ts';
import { TICK_MS } from './shop.ts';
import type { Shop } from './shop.ts';

export interface ShopServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ShopServerOptions {
  readonly shop: Shop;
  readonly read: Reader;
  readonly host: string;
  readonly port: number;
  /** Told of every fault that is asked for, so that it can be kept. */
  readonly onAsked?: (fault: Fault) => void;
}

const HOUR = 3_600_000;
const names = SERVICES.map((service) => service.name);

const askedFault = z.strictObject({
  type: z.enum(ANOMALY_TYPES),
  service: z.enum(names as [string, ...string[]]).optional(),
  minutes: z.number().min(2).max(120).optional(),
  strength: z.number().min(0.2).max(2).optional(),
});

const time = z.union([z.coerce.number(), z.iso.datetime().transform((text) => Date.parse(text))]);
const period = z.object({ from: time.optional(), to: time.optional() });

/**
 * The shop over HTTP: `GET /metrics` for Prometheus; `GET /faults?from&to` (ms or ISO, the last and the next day by default) gives the
 * truth; `POST /faults` with `{type, service?, minutes?, strength?}` starts one now.
 */
export async function serveShop({ shop, read, host, port, onAsked }: ShopServerOptions): Promise<ShopServer> {
  const registry = exporterOf(read, Date.now);
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/faults', (request, response) => {
    const { success, data } = period.safeParse(request.query);
    if (!success) {
      response
        .status(400)
        .json({ error: { code: 'bad-request', message: 'from and to are times in ms or ISO 8601.' } });
      return;
    }
    const faults = shop.faults(data.from ?? Date.now() - 24 * HOUR, data.to ?? Date.now() + 24 * HOUR);
    response.json({ faults: faults.map((fault) => ({ ...fault, active: isActive(fault) })) });
  });
  app.post('/faults', express.json({ limit: 10_000 }), (request, response) => {
    const parsed = askedFault.safeParse(request.body);
    if (!parsed.success) {
      const message = `Send {"type": ..., "service": ...} with a type of ${ANOMALY_TYPES.join(', ')} and a service of ${names.join(', ')}.`;
      response.status(400).json({ error: { code: 'bad-request', message } });
      return;
    }
    const { type, service = SCENARIOS[type].services[0], minutes, strength } = parsed.data;
    // The present tick is settled already: the fault begins with the one after the next.
    const start = (Math.ceil(Date.now() / TICK_MS) + 1) * TICK_MS;
    const fault = makeFault({ type, service, start }, { minutes, strength });
    shop.asked.push(fault);
    onAsked?.(fault);
    response.status(201).json({ fault });
  });
  app.get('/', (_request, response) => {
    response.type('text/plain').send('The demo shop: /metrics for Prometheus, /faults for the truth.\n');
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isActive(fault: Fault): boolean {
  const now = Date.now();
  return fault.start <= now && now <= fault.end;
}
