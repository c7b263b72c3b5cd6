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
import { SETTINGS, SETTING_IDS } from './settings.ts';
import type { Setting, SettingChange } from './settings.ts';
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
  /** Told when a fault was asked for or a setting changed, so that it can be kept. */
  readonly onAsked?: () => void;
}

const HOUR = 3_600_000;
const names = SERVICES.map((service) => service.name);

const askedFault = z.strictObject({
  type: z.enum(ANOMALY_TYPES),
  service: z.enum(names as [string, ...string[]]).optional(),
  minutes: z.number().min(2).max(120).optional(),
  strength: z.number().min(0.2).max(2).optional(),
});

const settingName = z.enum(SETTING_IDS);
const newValue = z.strictObject({ value: z.number() });

const time = z.union([z.coerce.number(), z.iso.datetime().transform((text) => Date.parse(text))]);
const period = z.object({ from: time.optional(), to: time.optional() });

/**
 * The shop over HTTP: `GET /metrics` for Prometheus; `GET /faults?from&to` (ms or ISO, the last and the next day by default) gives the
 * truth; `POST /faults` with `{type, service?, minutes?, strength?}` starts one now. `GET /settings`, and `PUT /settings/:id` with `{value}` changes one.
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
    const fault = makeFault({ type, service, start: nextTick() }, { minutes, strength });
    shop.asked.push(fault);
    onAsked?.();
    response.status(201).json({ fault });
  });
  app.get('/settings', (_request, response) => {
    response.json({ settings: SETTING_IDS.map((id) => ({ id, ...SETTINGS[id], value: shop.state.settings[id] })) });
  });
  app.put('/settings/:id', express.json({ limit: 10_000 }), (request, response) => {
    const id = settingName.safeParse(request.params.id);
    const body = newValue.safeParse(request.body);
    const bounds: Pick<Setting, 'least' | 'most'> | null = id.success ? SETTINGS[id.data] : null;
    if (!id.success || !body.success || !bounds || body.data.value < bounds.least || body.data.value > bounds.most) {
      const message = bounds
        ? `Send {"value": ...} with a number from ${bounds.least} to ${bounds.most}.`
        : `There is no such setting; there are ${SETTING_IDS.join(', ')}.`;
      response.status(bounds ? 400 : 404).json({ error: { code: bounds ? 'bad-request' : 'not-found', message } });
      return;
    }
    const change: SettingChange = { id: id.data, at: nextTick(), value: body.data.value };
    shop.changes.push(change);
    onAsked?.();
    response.json({ change });
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

/** The present tick is settled already: what is asked for begins with the one after the next. */
function nextTick(): number {
  return (Math.ceil(Date.now() / TICK_MS) + 1) * TICK_MS;
}

function isActive(fault: Fault): boolean {
  const now = Date.now();
  return fault.start <= now && now <= fault.end;
}
