import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import type { Alert } from '../../../backend/alerts/alert.ts';
import { fingerprintOf } from '../../../backend/alerts/fingerprint.ts';
import type { ServiceGraph } from '../../../backend/alerts/service-graph.ts';
import type { Labels } from '../../../backend/series/series.ts';
import { randomFrom } from '../random.ts';
import type { Random } from '../random.ts';
import { NOISE_RULES } from './noise.ts';
import type { NoiseRule } from './noise.ts';
import { FAULT_KINDS, RULES, SPREAD } from './rules.ts';
import type { FaultKind, Rule, Symptoms } from './rules.ts';

/**
 * The storms' difficulty, fixed before there was anything to cluster them. Minutes where it says so.
 */
export const DIFFICULTY = {
  faults: [2, 6],
  /** Faults begin within so many minutes of the first one. */
  onsets: 45,
  lasting: [25, 50],
  pods: [6, 12],
  /** From a fault's onset to an alert of it, at most. */
  delay: 10,
  /** Mean of the delay that a call from one service to another adds. */
  hop: 1.2,
  /** A caller of a troubled service is troubled itself. */
  spreads: 0.75,
  /** A service that a troubled one calls has fewer requests, and an alert of it. */
  starves: 0.15,
  flapping: 0.6,
  /** Least and most share of unrelated alerts. */
  unrelated: [0.22, 0.34],
  lone: [1, 2],
  /** Alerts of the shop that carry no service label; of these keep their pod's name, and of the rest say no name in their text. */
  nameless: { share: 0.13, keepPod: 0.5, mute: 0.5 },
} as const;

export interface StormFault {
  readonly kind: string;
  readonly root: string;
  readonly start: number;
}

/** Alerts in the order of their start; `truth[i]` is the fault (its index) of alert i, or the number of the unrelated thing that it tells of. */
export interface Storm {
  readonly seed: number;
  readonly graph: ServiceGraph;
  readonly alerts: readonly Alert[];
  readonly truth: Int32Array;
  readonly faults: readonly StormFault[];
}

/** A rule that would fire for one thing: its labels and words. */
interface Source {
  readonly name: string;
  readonly severity: AlertSeverity;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

interface Firing {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly group: number;
}

interface Pod {
  readonly name: string;
  readonly instance: string;
  readonly node: string;
}

const MINUTE = 60_000;
const within = (random: Random, [least, most]: readonly [number, number]): number =>
  least + (most - least) * random.uniform();
const whole = (random: Random, [least, most]: readonly [number, number]): number =>
  least + Math.floor((most - least + 1) * random.uniform());
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)];

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: random.uniform() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const filled = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');

/** The shop of one storm: its pods, its sources of alerts (the same labels are the same source), the alerts that fire. */
class Shop {
  readonly graph: ServiceGraph;
  readonly #random: Random;
  readonly #pods: ReadonlyMap<string, readonly Pod[]>;
  readonly #sources = new Map<string, Source>();

  constructor(graph: ServiceGraph, random: Random) {
    this.graph = graph;
    this.#random = random;
    this.#pods = new Map(
      [...graph.calls.keys()].map((service) => {
        const set = Math.floor(random.uniform() * 2 ** 32).toString(36);
        return [
          service,
          Array.from({ length: whole(random, DIFFICULTY.pods) }, () => ({
            name: `${service}-${set}-${Math.floor(random.uniform() * 36 ** 5).toString(36)}`,
            instance: `10.8.${whole(random, [0, 9])}.${whole(random, [2, 250])}:9090`,
            node: `node-${whole(random, [1, 6])}`,
          })),
        ];
      })
    );
  }

  callersOf(service: string): string[] {
    return [...this.graph.calls].filter(([, called]) => called.has(service)).map(([caller]) => caller);
  }

  /** What a rule would fire for at a service: one source, or one a pod. `destination` is the service
   * that it calls. */
  sourcesOf(rule: Rule, service: string, destination: string): Source[] {
    const named = rule.per === 'call' || rule.per === 'pod-call' ? destination : '';
    if (rule.per === 'service' || rule.per === 'call') {
      return [this.#sourceOf(rule, service, named, null)];
    }
    return (this.#pods.get(service) ?? []).map((pod) => this.#sourceOf(rule, service, named, pod));
  }

  #sourceOf(rule: Rule, service: string, destination: string, pod: Pod | null): Source {
    const key = [rule.name, service, destination, pod?.name].join('/');
    const made = this.#sources.get(key) ?? this.#newSource(rule, service, destination, pod);
    this.#sources.set(key, made);
    return made;
  }

  #newSource(rule: Rule, service: string, destination: string, pod: Pod | null): Source {
    const { share, keepPod, mute } = DIFFICULTY.nameless;
    const nameless = this.#random.uniform() < share;
    const keepsPod = !nameless || this.#random.uniform() < keepPod;
    const silent = nameless && !keepsPod && this.#random.uniform() < mute;
    const words = {
      namespace: 'shop',
      container: 'server',
      service,
      destination,
      pod: pod?.name ?? '',
      value: String(whole(this.#random, [2, 98])),
    };
    return {
      name: rule.name,
      severity: rule.severity,
      labels: {
        cluster: 'prod-eu-1',
        namespace: 'shop',
        ...(nameless ? {} : { service }),
        ...(pod === null ? {} : { instance: pod.instance, ...(keepsPod ? { pod: pod.name, node: pod.node } : {}) }),
        ...(destination === '' || silent ? {} : { destination_service: destination }),
      },
      summary: rule.summary,
      description: silent ? rule.summary : filled(rule.description, words),
    };
  }
}

/** A source's firings from `start` to about `end`: one, or many where it flaps. */
function firingsOf(random: Random, source: Source, start: number, end: number, group: number): Firing[] {
  if (random.uniform() >= DIFFICULTY.flapping) {
    return [{ source, start, end: end + 5 * MINUTE * random.uniform(), group }];
  }
  const firings: Firing[] = [];
  for (let at = start; at < end;) {
    const until = at + within(random, [1, 3]) * MINUTE;
    firings.push({ source, start: at, end: until, group });
    at = until + within(random, [1, 3.5]) * MINUTE;
  }
  return firings;
}

/** Services a fault reaches: through whom it came there, and how long that took, in ms. */
function reachOf(
  shop: Shop,
  random: Random,
  root: string
): Map<string, { readonly through: string; readonly lag: number }> {
  const reached = new Map([[root, { through: '', lag: 0 }]]);
  const queue = [root];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const lag = reached.get(next)?.lag ?? 0;
    for (const caller of shop.callersOf(next)) {
      if (!reached.has(caller) && random.uniform() < DIFFICULTY.spreads) {
        reached.set(caller, { through: next, lag: lag + random.gamma2(DIFFICULTY.hop) * MINUTE });
        queue.push(caller);
      }
    }
  }
  return reached;
}

function faultFirings(shop: Shop, random: Random, kind: FaultKind, fault: StormFault, group: number): Firing[] {
  const end = fault.start + within(random, DIFFICULTY.lasting) * MINUTE;
  const show = (symptoms: Symptoms, service: string, through: string, lag: number): Firing[] =>
    symptoms.flatMap(([rule, probability]) => {
      if (random.uniform() >= probability) {
        return [];
      }
      const held = rule.for + 1.5 * random.uniform();
      return shop.sourcesOf(rule, service, through).flatMap((source) => {
        const delay = Math.min(lag + (held + 2 * random.uniform()) * MINUTE, DIFFICULTY.delay * MINUTE);
        return firingsOf(random, source, fault.start + delay, end, group);
      });
    });
  const reached = reachOf(shop, random, fault.root);
  const firings = [...reached].flatMap(([service, { through, lag }]) =>
    show(through === '' ? kind.own : SPREAD[kind.spread], service, through, lag)
  );
  for (const called of shop.graph.calls.get(fault.root) ?? []) {
    if (random.uniform() < DIFFICULTY.starves) {
      firings.push(...show([[RULES.traffic, 1]], called, '', random.gamma2(DIFFICULTY.hop) * MINUTE));
    }
  }
  return firings;
}

/** Sources of one unrelated thing. */
function noiseSources(shop: Shop, random: Random, rule: NoiseRule): Source[] {
  const service = oneOf(random, [...shop.graph.calls.keys()]);
  const node = `node-${whole(random, [1, 6])}`;
  const of: Readonly<Record<NoiseRule['of'], Record<string, string>>> = {
    service: { namespace: 'shop', service },
    node: { instance: `${node}:9100`, node },
    other: {},
  };
  const parts = shuffled(random, rule.parts.values).slice(0, whole(random, [1, rule.parts.values.length]));
  return parts.map((part) => ({
    name: rule.name,
    severity: rule.severity,
    labels: { cluster: 'prod-eu-1', ...of[rule.of], ...rule.labels, [rule.parts.label]: part },
    summary: rule.summary,
    description: filled(rule.description, { service, node, value: String(whole(random, [2, 98])) }),
  }));
}

/** Bouts of something that has come and gone since before the faults. */
function noiseFirings(random: Random, sources: readonly Source[], from: number, to: number, group: number): Firing[] {
  const firings: Firing[] = [];
  const rest = within(random, [1, 3]);
  for (let at = from + 10 * MINUTE * random.uniform(); at < to; at += rest * (0.5 + random.uniform()) * MINUTE) {
    const length = within(random, [0.5, 2]) * MINUTE;
    for (const source of sources) {
      if (random.uniform() < 0.8) {
        const start = at + 40_000 * random.uniform();
        firings.push({ source, start, end: start + length, group });
      }
    }
    at += length;
  }
  return firings;
}

function allFirings(shop: Shop, seed: number, began: number): { firings: Firing[]; faults: StormFault[] } {
  const random = randomFrom(seed, 1);
  const roots = shuffled(random, [...shop.graph.calls.keys()]).slice(0, whole(random, DIFFICULTY.faults));
  const firings: Firing[] = [];
  const faults = roots.map((root, group) => {
    const kind = oneOf(random, FAULT_KINDS);
    const fault = {
      kind: kind.name,
      root,
      start: began + (group === 0 ? 0 : random.uniform() * DIFFICULTY.onsets * MINUTE),
    };
    firings.push(...faultFirings(shop, random, kind, fault, group));
    return fault;
  });
  const ends = firings.reduce((last, { end }) => Math.max(last, end), began);
  const unrelated = within(random, DIFFICULTY.unrelated);
  const wanted = (unrelated / (1 - unrelated)) * firings.length;
  const rules = shuffled(random, NOISE_RULES);
  const noise: Firing[] = [];
  let group = roots.length;
  const lone = whole(random, DIFFICULTY.lone);
  for (const rule of rules.splice(0, lone)) {
    const [source] = noiseSources(shop, random, rule);
    const start = began + (ends - began) * random.uniform();
    noise.push({ source, start, end: start + 10 * MINUTE * random.uniform(), group: group++ });
  }
  for (let next = rules.pop(); next !== undefined && noise.length < wanted; next = rules.pop()) {
    const from = began - 25 * MINUTE * random.uniform();
    noise.push(...noiseFirings(random, noiseSources(shop, random, next), from, ends, group++));
  }
  return { firings: [...firings, ...noise], faults };
}

/** The storm of a seed. What fires already cannot fire again: the fault that came first has the alert. */
export function stormOf(seed: number, graph: ServiceGraph): Storm {
  const began = Date.UTC(2026, 0, 5, 9) + seed * 86_400_000;
  const shop = new Shop(graph, randomFrom(seed, 0));
  const { firings, faults } = allFirings(shop, seed, began);
  const busy = new Map<Source, number>();
  const alerts: Alert[] = [];
  const truth: number[] = [];
  for (const { source, start, end, group } of firings.toSorted((a, b) => a.start - b.start)) {
    if ((busy.get(source) ?? -Infinity) > start) {
      continue;
    }
    busy.set(source, end);
    alerts.push(alertOf(source, Math.round(start), Math.round(end)));
    truth.push(group);
  }
  return { seed, graph, alerts, truth: Int32Array.from(truth), faults };
}

function alertOf({ name, severity, labels, summary, description }: Source, start: number, end: number): Alert {
  const all: Labels = { alertname: name, severity, ...labels };
  const fingerprint = fingerprintOf('alertmanager', all);
  const naming = ALERT_DEFAULTS.serviceLabels.find((label) => all[label] !== undefined);
  return {
    id: `${fingerprint}-${start}`,
    source: 'alertmanager',
    fingerprint,
    labels: all,
    annotations: { summary, description },
    severity,
    start,
    end,
    value: Number.NaN,
    url: '',
    name,
    service: naming === undefined ? '' : all[naming],
  };
}
