import type { Alert } from '../../alert.ts';
import { alertWords, wordsOf } from '../../text/alert-words.ts';
import type { Manner, Nature } from './nature.ts';
import { mannerOf, natureOf } from './nature.ts';
import type { Places } from './places.ts';

/** Labels that say of what kind an alert is, not of what thing. */
const KIND_LABELS = new Set(['alertname', 'severity', 'priority', 'level', 'monitor', 'prometheus']);
/** Labels and words that name the service at the other end of a call. */
const OTHER_END = /dest|upstream|peer|target|remote|depend|callee|server|backend/i;
/** Characters of a text in which services are looked for. */
const READ = 1_000;

/** What alerts of one fingerprint have in common, as clustering reads them. */
export interface Profile {
  /** The service it fires at; -1 where nothing tells. */
  readonly own: number;
  /** Services whose answers it complains of. */
  readonly peers: readonly number[];
  readonly nature: Nature;
  readonly manner: Manner;
  readonly words: readonly string[];
  /** `name=value` of its labels, but for those that name its kind or its service. */
  readonly pairs: readonly string[];
  /** Equal for alerts that say the same of the same service, such as one for each pod; empty where it names no service. */
  readonly kind: string;
}

/** The known services that a text names: as a word, as the beginning of a pod's name, or of a host's. */
export function servicesIn(text: string, places: Places): number[] {
  const found: number[] = [];
  for (const token of text
    .slice(0, READ)
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)) {
    for (let part = token; part.length > 2; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
      const id = places.find(part);
      if (id !== undefined) {
        if (!found.includes(id)) {
          found.push(id);
        }
        break;
      }
    }
  }
  return found;
}

/** Reads an alert; services it names anew are known from then on. `serviceLabels` are those that name an alert's service. */
export function profileOf(alert: Alert, places: Places, serviceLabels: readonly string[]): Profile {
  const labelled = alert.service.toLowerCase();
  let own = labelled === '' ? -1 : (places.find(labelled) ?? -1);
  const peers: number[] = [];
  const sources: number[] = [];
  const pairs: string[] = [];
  for (const name of Object.keys(alert.labels).toSorted()) {
    const value = alert.labels[name];
    if (KIND_LABELS.has(name) || value === '') {
      continue;
    }
    if (!serviceLabels.includes(name)) {
      pairs.push(`${name}=${value}`);
    }
    (OTHER_END.test(name) ? peers : sources).push(...servicesIn(value, places));
  }
  const said = Object.keys(alert.annotations)
    .toSorted()
    .flatMap((name) => servicesIn(alert.annotations[name], places));
  if (own < 0 || !places.connected(own)) {
    // What the label says is no service of the graph, such as an exporter's job: what is named beside it is nearer to the truth.
    own =
      sources.find((id) => places.connected(id)) ??
      said.find((id) => !peers.includes(id) && places.connected(id)) ??
      own;
  }
  if (own < 0 && labelled !== '') {
    own = places.idOf(labelled);
  }
  const called = new Set(
    [...peers, ...said, ...sources].filter(
      (id) => id !== own && (own < 0 || places.callsBetween(own, id) !== undefined)
    )
  );
  const words = alertWords(alert);
  const name = wordsOf(alert.name);
  return {
    own,
    peers: [...called].slice(0, 4),
    nature: natureOf(name, words),
    manner: mannerOf(name, words),
    words,
    pairs,
    kind: own < 0 ? '' : `${alert.name}/${own}/${[...called].join(',')}`,
  };
}
