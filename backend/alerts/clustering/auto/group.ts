import type { Alert } from '../../alert.ts';
import { PlaceBelief } from './place-belief.ts';
import type { PlaceEvidence, Places } from './places.ts';
import type { Profile } from './profile.ts';

/** Alerts that cannot but belong together: one that comes and goes, and those that say the same of other pods of a service at about the same time. */
export interface Episode {
  readonly profile: Profile;
  readonly place: PlaceEvidence;
  readonly text: number;
  readonly alerts: Alert[];
  readonly fingerprints: Set<string>;
  /** When its first alert fired, and the last that had not fired before. */
  readonly onset: number;
  lastOnset: number;
  /** Start or end of what is latest in it. */
  lastSeen: number;
  group: Group;
  /** People said where it belongs. */
  pinned: boolean;
  /** How often it was taken from one group to another because more was known. */
  moves: number;
}

/** How often each value of each label occurs among episodes. */
export class LabelCounts {
  readonly #names = new Map<string, { total: number; readonly values: Map<string, number> }>();

  add(pair: string, times: number): void {
    const name = pair.slice(0, pair.indexOf('='));
    const counts = this.#names.get(name) ?? { total: 0, values: new Map<string, number>() };
    this.#names.set(name, counts);
    counts.total += times;
    const count = (counts.values.get(pair) ?? 0) + times;
    if (count > 0) {
      counts.values.set(pair, count);
    } else {
      counts.values.delete(pair);
    }
  }

  of(pair: string): { readonly count: number; readonly total: number; readonly values: number } {
    const counts = this.#names.get(pair.slice(0, pair.indexOf('=')));
    return { count: counts?.values.get(pair) ?? 0, total: counts?.total ?? 0, values: counts?.values.size ?? 0 };
  }
}

/** A cluster in the making: its episodes and what they have in common. */
export class Group {
  readonly id: string;
  /** Groups opened before it. */
  readonly number: number;
  readonly episodes = new Set<Episode>();
  readonly belief: PlaceBelief;
  readonly labels = new LabelCounts();
  readonly texts = new Map<number, number>();
  readonly manners = { failing: 0, slow: 0, unclear: 0 };
  /** Episodes that hold each fingerprint. */
  readonly #fingerprints = new Map<string, number>();
  lastSeen = 0;

  constructor(id: string, number: number, places: Places) {
    this.id = id;
    this.number = number;
    this.belief = new PlaceBelief(places);
  }

  add(episode: Episode): void {
    this.episodes.add(episode);
    episode.group = this;
    this.#count(episode, 1);
    this.lastSeen = Math.max(this.lastSeen, episode.lastSeen);
  }

  remove(episode: Episode): void {
    this.episodes.delete(episode);
    this.#count(episode, -1);
  }

  addFingerprint(episode: Episode, fingerprint: string): void {
    episode.fingerprints.add(fingerprint);
    this.#countFingerprint(fingerprint, 1);
  }

  holdsAnyOf(fingerprints: Iterable<string>): boolean {
    for (const fingerprint of fingerprints) {
      if (this.#fingerprints.has(fingerprint)) {
        return true;
      }
    }
    return false;
  }

  #countFingerprint(fingerprint: string, times: 1 | -1): void {
    const count = (this.#fingerprints.get(fingerprint) ?? 0) + times;
    if (count > 0) {
      this.#fingerprints.set(fingerprint, count);
    } else {
      this.#fingerprints.delete(fingerprint);
    }
  }

  #count(episode: Episode, times: 1 | -1): void {
    episode.fingerprints.forEach((fingerprint) => this.#countFingerprint(fingerprint, times));
    this.belief.add(episode.place, times);
    episode.profile.pairs.forEach((pair) => this.labels.add(pair, times));
    this.manners[episode.profile.manner] += times;
    const count = (this.texts.get(episode.text) ?? 0) + times;
    if (count > 0) {
      this.texts.set(episode.text, count);
    } else {
      this.texts.delete(episode.text);
    }
  }

  get onset(): number {
    let first = Infinity;
    for (const { onset } of this.episodes) {
      first = Math.min(first, onset);
    }
    return first;
  }

  get size(): number {
    let size = 0;
    for (const { alerts } of this.episodes) {
      size += alerts.length;
    }
    return size;
  }
}
