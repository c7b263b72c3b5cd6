import { mkdirSync } from 'node:fs';
import { formatDuration } from '../../contract/duration.ts';
import type { Child } from '../../scripts/child-process.ts';
import { freePort } from '../../scripts/free-port.ts';
import { runPrometheus } from '../../scripts/prometheus-process.ts';
import { fillHistory } from '../history/fill-history.ts';
import { SCRAPE_LABELS, SCRAPE_MS } from '../history/open-metrics.ts';
import { serveReplay } from '../replay/serve-replay.ts';
import { openStore } from '../replay/store.ts';
import type { Fault } from '../shop/faults.ts';
import { readerOf } from '../shop/read-samples.ts';
import { serveShop } from '../shop/serve-shop.ts';
import { openShop } from '../shop/shop.ts';
import { HISTORY_MS, openState, saveState } from './demo-state.ts';
import { step } from './progress.ts';
import type { Say } from './progress.ts';
import { forgetRunning, saveRunning } from './running.ts';
import { startEngine } from './start-engine.ts';

export interface DemoOptions {
  /** Where the history and the state are kept. */
  readonly folder: string;
  readonly seed: number;
  /** Whether prometheus and promtool are there; without them the replay server stands in. */
  readonly prometheus: boolean;
  readonly ports: { readonly console: number; readonly prometheus: number; readonly shop: number };
  readonly say: Say;
}

export interface Demo {
  readonly consoleUrl: string;
  readonly prometheusUrl: string;
  readonly shopUrl: string;
  /** The shop's faults that start in [from, to), ms. */
  faults(from: number, to: number): Fault[];
  /** Resolves when a part has ended by itself, to which one and what it said. */
  readonly broken: Promise<string>;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** How long Prometheus keeps samples. */
const RETENTION = '30d';

/** The whole demo: shop, history, Prometheus (or the replay server) and engine with the console. */
export async function startDemo({ folder, seed, prometheus, ports, say }: DemoOptions): Promise<Demo> {
  mkdirSync(folder, { recursive: true });
  const state = openState(folder, seed, Date.now());
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closers.reverse().splice(0)) {
      await end();
    }
    forgetRunning(folder);
  };
  const portFor = async (what: string, wanted: number): Promise<number> => {
    const port = await freePort(wanted);
    if (wanted !== 0 && port !== wanted) {
      say(`Port ${wanted} is taken: ${what} is at ${port}.`);
    }
    return port;
  };
  const shopPort = await portFor('the shop', ports.shop);
  const sourcePort = await portFor(prometheus ? 'Prometheus' : 'the replay', ports.prometheus);
  const consolePort = await portFor('the console', ports.console);
  try {
    const shop = openShop(state);
    const read = readerOf(shop);
    const children: Child[] = [];
    const log = (line: string) => (/error|warn/i.test(line) ? say(`  ${line}`) : undefined);
    if (prometheus) {
      await fillHistory({ folder, origin: state.origin, read, say });
    }
    const onAsked = () => saveState(folder, state);
    const open = await step(say, 'Opening the shop', () =>
      serveShop({ shop, read, host: LOOPBACK, port: shopPort, onAsked })
    );
    closers.push(open.close);
    const scrape = { port: open.port, interval: formatDuration(SCRAPE_MS), labels: SCRAPE_LABELS };
    let sourceUrl = `http://${LOOPBACK}:${sourcePort}`;
    if (prometheus) {
      const child = await step(say, 'Starting Prometheus', () =>
        runPrometheus({ folder, port: sourcePort, retention: RETENTION, scrape, log })
      );
      closers.push(child.close);
      children.push(child);
    } else {
      const replay = await step(say, `Replaying ${HISTORY_MS / 86_400_000} days of history into memory`, async () =>
        serveReplay({
          store: openStore(readerOf(openShop(state)), state.origin, Date.now()),
          host: LOOPBACK,
          port: sourcePort,
        })
      );
      closers.push(replay.close);
      sourceUrl = replay.url;
    }
    const engine = await step(say, 'Starting the engine', () =>
      startEngine({ folder, port: consolePort, prometheusUrl: sourceUrl, log })
    );
    closers.push(engine.close);
    children.push(engine);
    const consoleUrl = `http://${LOOPBACK}:${consolePort}`;
    saveRunning(folder, { pid: process.pid, children: children.map(({ pid }) => pid), shopUrl: open.url, consoleUrl });
    const broken = Promise.race(children.map((child) => child.ended));
    return { consoleUrl, prometheusUrl: sourceUrl, shopUrl: open.url, faults: shop.faults, broken, close };
  } catch (error) {
    await close();
    throw error;
  }
}
