import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertRecord, NoiseFigures } from '../../backend/incidents/records.ts';

/** Alerts, and seconds they come within; `FLOOD=60000/60` is what is promised, and takes more than a minute. */
const [ALERTS, SECONDS] = (process.env.FLOOD ?? '1000/1').split('/').map(Number);
/** Of one delivery, as Alertmanager groups them. */
const GROUP = 50;

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(600_000);

const NIGHTJAR = join(__dirname, '..', '..', 'backend', 'cli', 'nightjar.ts');
const folder = mkdtempSync(join(tmpdir(), 'nightjar-flood-'));
/** When all of them started: one that is sent again says the same. */
const BEGUN = Date.now();
let engine: ChildProcess | undefined;
/** The last it said. */
let said = '';

/** Starts `nightjar serve` over the folder and gives its URL. */
function serve(): Promise<string> {
  const child = spawn(process.execPath, [NIGHTJAR, 'serve', '--listen', '127.0.0.1:0', '--data-dir', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  engine = child;
  return new Promise((resolve, reject) => {
    said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url) {
        resolve(url);
      }
    });
    child.once('exit', () => reject(new Error(`The engine ended: ${said}`)));
  });
}

function kill(): Promise<unknown> {
  return new Promise((resolve) => {
    engine?.once('exit', resolve);
    engine?.kill('SIGKILL');
  });
}

afterAll(async () => {
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Alerts from `from` on as a webhook's delivery: a storm over 40 services, every alert with labels of its own. */
function delivery(from: number): string {
  const alerts = Array.from({ length: GROUP }, (_, i) => ({
    status: 'firing',
    labels: { alertname: `Rule${(from + i) % 23}`, service: `service-${(from + i) % 40}`, pod: `pod-${from + i}` },
    annotations: { summary: `Rule ${(from + i) % 23} fires on pod-${from + i}` },
    startsAt: new Date(BEGUN).toISOString(),
    endsAt: '0001-01-01T00:00:00Z',
  }));
  return JSON.stringify({ version: '4', alerts });
}

async function read<T>(base: string, path: string): Promise<T> {
  for (;;) {
    try {
      return (await (await fetch(`${base}/api/v1${path}`)).json()) as T;
    } catch (error) {
      // A connection that was idle may be closed just when it is used again; an engine that ended by itself is a failure.
      if (engine === undefined || engine.exitCode !== null || engine.signalCode !== null) {
        throw new Error(`The engine ended: ${said}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Of every alert that the engine has. */
async function podsOf(base: string): Promise<string[]> {
  const pods: string[] = [];
  for (let before = '', more = true; more;) {
    const query = `limit=1000&duplicates=true${before && `&before=${before}`}`;
    const page = await read<{ alerts: AlertRecord[]; more: boolean }>(base, `/alerts?${query}`);
    pods.push(...page.alerts.map(({ labels }) => labels.pod));
    before = page.alerts.at(-1)?.id ?? '';
    more = page.more;
  }
  return pods;
}

it('keeps every alert that it acknowledged, once, though it is killed in the middle of a flood', async () => {
  let url = serve();
  const acknowledged = new Set<number>();
  let slowest = 0;
  const send = async (from: number): Promise<void> => {
    // As Alertmanager does: again until it is acknowledged.
    for (;;) {
      try {
        const asked = Date.now();
        const response = await fetch(`${await url}/api/v1/alerts/alertmanager`, {
          method: 'POST',
          body: delivery(from),
        });
        if (response.ok) {
          slowest = Math.max(slowest, Date.now() - asked);
          Array.from({ length: GROUP }, (_, i) => acknowledged.add(from + i));
          return;
        }
      } catch {
        // It was killed under the request, and is started anew meanwhile.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const sent: Promise<void>[] = [];
  for (let from = 0; from < ALERTS; from += GROUP) {
    const due = BEGUN + (from / ALERTS) * SECONDS * 1_000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
    sent.push(send(from));
    if (from === Math.floor(ALERTS / 2 / GROUP) * GROUP) {
      await kill();
      url = serve();
    }
  }
  await Promise.all(sent);
  const taken = Date.now() - BEGUN;
  await kill();
  url = serve();
  // What was taken is put together soon after.
  while ((await read<NoiseFigures>(await url, '/noise')).received < acknowledged.size) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  let pods = await podsOf(await url);
  while (new Set(pods).size < acknowledged.size) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    pods = await podsOf(await url);
  }
  if (process.env.FLOOD) {
    process.stderr.write(
      `${ALERTS} alerts acknowledged in ${taken} ms, the slowest request ${slowest} ms, all there after ${Date.now() - BEGUN} ms\n`
    );
  }
  const kept = new Set(pods.map((pod) => Number(pod.replace('pod-', ''))));
  expect(pods.length).toBe(kept.size);
  expect([...acknowledged].filter((one) => !kept.has(one))).toEqual([]);
  expect(acknowledged.size).toBe(ALERTS);
});
