import type { Alert } from '../../alert.ts';
import type { ClusterContext } from '../clusterer.ts';
import { ApartPairs } from '../separate.ts';
import { MOST_BESIDE, evidenceOf, sampled, totalOf } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { Group, LabelCounts } from './group.ts';
import type { Episode } from './group.ts';
import type { Nature } from './nature.ts';
import { ANYWHERE, Places } from './places.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';
import { Texts } from './texts.ts';

const MINUTE = 60_000;
/** Alerts of the same words and service that begin within so long are of one episode. */
const SAME_KIND = 3 * MINUTE;
/** One that fires again within so long goes on. */
const SAME_ALERT = 5 * MINUTE;
/** Ln of the odds that one that fires again later does so for the same reason. */
const GOES_ON = 4;
/**
 * Ln of the odds that are asked before an episode joins others, and before two groups are one: most alerts have nothing to do with each other, though a
 * symptom seldom comes alone.
 */
const JOINING: Readonly<Record<Nature, number>> = { trouble: 2.5, unclear: 2.5, symptom: 1.5, starved: 1.5 };
const MERGING = 2;
/** Episodes of a group that are asked whether it is one with another. */
const MOST_ASKED = 16;

/** Ln of the odds by which another place must be better for each time an episode was moved, after some: what is as likely here as there would go to and fro. */
const STAYS = 0.5;
const MOVES_FREELY = 3;

/** Where an episode would go, and what speaks for it; `group` is null where it is best alone. */
export interface Choice {
  readonly group: Group | null;
  readonly total: number;
}

/** Episodes in groups, and the questions that decide who goes where. It changes nothing unasked. */
export class Partition {
  readonly groups = new Map<string, Group>();
  readonly places: Places;
  readonly texts = new Texts();
  readonly labels = new LabelCounts();
  readonly #latest = new Map<string, Episode>();
  readonly #kinds = new Map<string, Episode>();
  readonly #serviceLabels: readonly string[];
  #pairs: (readonly [string, string])[];
  #apart: ApartPairs;
  #opened = 0;

  constructor({ graph, options, apart }: ClusterContext) {
    this.places = new Places(graph);
    this.#serviceLabels = options.serviceLabels;
    this.#pairs = [...apart];
    this.#apart = new ApartPairs(apart);
  }

  /** Pairs of fingerprints that are never together. */
  get apart(): readonly (readonly [string, string])[] {
    return this.#pairs;
  }

  /** Fingerprints that are never together from now on, beside those of before. */
  takeApart(pairs: readonly (readonly [string, string])[]): void {
    this.#pairs = [...this.#pairs, ...pairs];
    this.#apart = new ApartPairs(this.#pairs);
  }

  /** Texts and services met so far, those of dropped groups included. */
  get met(): number {
    return this.texts.size + this.places.names.length;
  }

  /** The episode that an alert goes on with; undefined where it begins one. */
  episodeOf(alert: Alert): Episode | undefined {
    const latest = this.#latest.get(alert.fingerprint);
    return latest !== undefined && alert.start - latest.lastSeen <= SAME_ALERT ? latest : undefined;
  }

  /** The episode of alerts like it; `profile` is its own. */
  episodeLike(alert: Alert, profile: Profile): Episode | undefined {
    const like = profile.kind === '' ? undefined : this.#kinds.get(profile.kind);
    return like !== undefined &&
      Math.abs(alert.start - like.lastOnset) <= SAME_KIND &&
      !this.#keptApart([alert.fingerprint], like.group)
      ? like
      : undefined;
  }

  profileOf(alert: Alert): Profile {
    return profileOf(alert, this.places, this.#serviceLabels);
  }

  /** Puts an alert into an episode that is there. */
  extend(episode: Episode, alert: Alert): void {
    if (!episode.fingerprints.has(alert.fingerprint)) {
      episode.group.addFingerprint(episode, alert.fingerprint);
      episode.lastOnset = Math.max(episode.lastOnset, alert.start);
    }
    this.#latest.set(alert.fingerprint, episode);
    episode.alerts.push(alert);
    this.seen(episode, alert);
  }

  seen(episode: Episode, alert: Alert): void {
    episode.lastSeen = Math.max(episode.lastSeen, alert.start, alert.end ?? alert.start);
    episode.group.lastSeen = Math.max(episode.group.lastSeen, episode.lastSeen);
  }

  /** A new episode of one alert, in a group of its own. */
  begin(alert: Alert, profile: Profile, group: Group): Episode {
    const episode: Episode = {
      profile,
      place: this.places.evidenceOf(profile.own, profile.peers, profile.nature),
      text: this.texts.idOf(profile.words),
      alerts: [alert],
      fingerprints: new Set([alert.fingerprint]),
      onset: alert.start,
      lastOnset: alert.start,
      lastSeen: Math.max(alert.start, alert.end ?? alert.start),
      group,
      pinned: false,
      moves: 0,
    };
    this.#latest.set(alert.fingerprint, episode);
    if (profile.kind !== '') {
      this.#kinds.set(profile.kind, episode);
    }
    profile.pairs.forEach((pair) => this.labels.add(pair, 1));
    group.add(episode);
    return episode;
  }

  /** Takes the wanted alerts out of an episode, as an episode of its own in the same group; null where it has none of them, itself where it has no others. */
  divide(episode: Episode, wanted: ReadonlySet<string>): Episode | null {
    const leaving = episode.alerts.filter(({ id }) => wanted.has(id));
    if (leaving.length === 0 || leaving.length === episode.alerts.length) {
      return leaving.length === 0 ? null : episode;
    }
    const staying = episode.alerts.filter(({ id }) => !wanted.has(id));
    const { group } = episode;
    group.remove(episode);
    episode.alerts.splice(0, episode.alerts.length, ...staying);
    episode.fingerprints.clear();
    staying.forEach(({ fingerprint }) => episode.fingerprints.add(fingerprint));
    group.add(episode);
    const part = this.begin(leaving[0], episode.profile, episode.group);
    leaving.slice(1).forEach((alert) => this.extend(part, alert));
    staying.forEach(({ fingerprint }) => this.#latest.set(fingerprint, episode));
    return part;
  }

  /** Ln of the odds that are asked of an episode. */
  leastFor({ profile: { nature } }: Episode): number {
    return JOINING[nature];
  }

  /** A new group with no episode yet, named after an alert. */
  newGroup(alert: Pick<Alert, 'id'>): Group {
    let id = alert.id;
    for (let n = 2; this.groups.has(id); n++) {
      id = `${alert.id}~${n}`;
    }
    const group = new Group(id, this.#opened++, this.places);
    this.groups.set(id, group);
    return group;
  }

  move(episode: Episode, to: Group): void {
    const from = episode.group;
    from.remove(episode);
    to.add(episode);
    if (from.episodes.size === 0) {
      this.groups.delete(from.id);
    }
  }

  evidence(episode: Episode, group: Group): Evidence {
    return evidenceOf(episode, group, this.texts, this.labels);
  }

  /** The best place for an episode; the one it has is judged without it, and the rather kept the more often it was moved. */
  best(episode: Episode): Choice {
    const own = episode.group;
    own.remove(episode);
    let best: Choice = { group: null, total: 0 };
    const beside = episode.place === ANYWHERE ? MOST_BESIDE.anywhere : MOST_BESIDE.placed;
    for (const group of this.groups.values()) {
      if (group.episodes.size === 0 || this.#keptApart(episode.fingerprints, group)) {
        continue;
      }
      const goesOn = group.holdsAnyOf(episode.fingerprints) ? GOES_ON : 0;
      const stays = group === own ? STAYS * Math.max(0, episode.moves - MOVES_FREELY) : 0;
      if (group.belief.logRatio(episode.place) + beside + goesOn + stays - this.leastFor(episode) <= best.total) {
        continue;
      }
      const total = this.#oddsOf(episode, group) + stays;
      if (total > best.total) {
        best = { group, total };
      }
    }
    own.add(episode);
    return best;
  }

  /** Whether an episode is better in another group than in its own. */
  prefers(episode: Episode, other: Group): boolean {
    const own = episode.group;
    own.remove(episode);
    const better = this.#oddsOf(episode, other) > this.#oddsOf(episode, own);
    own.add(episode);
    return better;
  }

  /** Ln of the odds that an episode belongs to a group that it is no part of. */
  #oddsOf(episode: Episode, group: Group): number {
    const goesOn = group.holdsAnyOf(episode.fingerprints) ? GOES_ON : 0;
    return totalOf(this.evidence(episode, group)) + goesOn - this.leastFor(episode);
  }

  #keptApart(fingerprints: Iterable<string>, group: Group): boolean {
    if (this.#apart.isEmpty) {
      return false;
    }
    for (const fingerprint of fingerprints) {
      if (this.#apart.knows(fingerprint)) {
        for (const member of group.episodes) {
          for (const other of member.fingerprints) {
            if (this.#apart.has(fingerprint, other)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Ln of the odds that two groups are one: their places together, and what speaks for the smaller's episodes in the other. */
  together(one: Group, other: Group): number {
    const [small, large] = one.episodes.size <= other.episodes.size ? [one, other] : [other, one];
    let rest = 0;
    let count = 0;
    const place = small.belief.logRatioWith(large.belief);
    if (small.episodes.size > 1 && place + MOST_BESIDE.anywhere <= MERGING) {
      return place + MOST_BESIDE.anywhere - MERGING;
    }
    for (const episode of sampled(small.episodes, MOST_ASKED)) {
      if (this.#keptApart(episode.fingerprints, large)) {
        return -Infinity;
      }
      if (small.episodes.size === 1) {
        return this.#oddsOf(episode, large);
      }
      const { lag, text, labels } = this.evidence(episode, large);
      rest += lag + text + labels;
      count++;
    }
    return place + rest / count - MERGING;
  }

  /** Forgets a group and all that is in it. */
  drop(group: Group): void {
    this.groups.delete(group.id);
    for (const episode of group.episodes) {
      for (const fingerprint of episode.fingerprints) {
        if (this.#latest.get(fingerprint) === episode) {
          this.#latest.delete(fingerprint);
        }
      }
      if (this.#kinds.get(episode.profile.kind) === episode) {
        this.#kinds.delete(episode.profile.kind);
      }
      episode.profile.pairs.forEach((pair) => this.labels.add(pair, -1));
    }
  }
}
