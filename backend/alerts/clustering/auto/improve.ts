import { sampled } from './evidence.ts';
import type { Episode, Group } from './group.ts';
import { likelyPlace } from './likely-place.ts';
import type { Partition } from './partition.ts';

/** Sweeps over all episodes until none moves, at most. */
const MOST_SWEEPS = 6;
/** Episodes that are asked in all sweeps together, the latest first. */
const MOST_ASKED = 3_000;

/** Episodes of a group that are asked whether they would follow one that leaves. */
const MOST_FOLLOWERS = 16;

/** An episode that went from one group to another; `opened` where it had none to go to. */
export interface Moved {
  readonly kind: 'moved' | 'opened';
  readonly episode: Episode;
  readonly from: Group;
  readonly to: Group;
}

/** A group that went into another. */
export interface Merged {
  readonly kind: 'merged';
  readonly from: Group;
  readonly to: Group;
  readonly alerts: readonly string[];
}

/** Alerts that turned out to be another fault's. */
export interface Parted {
  readonly kind: 'parted';
  readonly from: Group;
  readonly to: Group;
  readonly alerts: readonly string[];
}

export type Improvement = Moved | Merged | Parted;

/** Asks anew where an episode belongs, now that more is known. */
export function reconsider(partition: Partition, episode: Episode): Moved | null {
  if (episode.pinned) {
    return null;
  }
  const from = episode.group;
  const { group } = partition.best(episode);
  if (group === from || (group === null && from.episodes.size === 1)) {
    return null;
  }
  const to = group ?? partition.newGroup(episode.alerts[0]);
  partition.move(episode, to);
  if (group === null && asksFor(partition, from, to)) {
    partition.move(episode, from);
    return null;
  }
  episode.moves++;
  return { kind: group === null ? 'opened' : 'moved', episode, from, to };
}

/** Whether what an episode left would ask for it, though it does not ask for them: most would follow one by one, and all would go to and fro for ever. */
function asksFor(partition: Partition, left: Group, opened: Group): boolean {
  if (partition.together(left, opened) > 0 || partition.together(opened, left) > 0) {
    return true;
  }
  const asked = [...sampled(left.episodes, MOST_FOLLOWERS)];
  return 2 * asked.filter((episode) => !episode.pinned && partition.prefers(episode, opened)).length > asked.length;
}

/** Puts a group together with the one that it most likely is one with, where the odds are for it. */
export function mergeAround(partition: Partition, group: Group): Merged | null {
  let best: Group | null = null;
  let most = 0;
  for (const other of partition.groups.values()) {
    if (other !== group) {
      const odds = partition.together(group, other);
      if (odds > most) {
        most = odds;
        best = other;
      }
    }
  }
  return best === null ? null : merge(partition, group, best);
}

/** Puts two groups together; the one that was opened first stays. */
export function merge(partition: Partition, one: Group, other: Group): Merged {
  const [to, from] = one.number < other.number ? [one, other] : [other, one];
  const alerts: string[] = [];
  for (const episode of [...from.episodes]) {
    alerts.push(...episode.alerts.map(({ id }) => id));
    partition.move(episode, to);
  }
  return { kind: 'merged', from, to, alerts };
}

/** Kinds of alerts of trouble at a second service that ask whether it has a fault of its own. */
const TROUBLES = 2;
/** Ln of the odds that two parts are two faults, from which on they are taken apart. */
const PARTING = 1;

/** Asks whether a group is two faults, where alerts tell of trouble at a service that is not the likely fault; gives the alerts taken out. */
export function split(partition: Partition, group: Group): Parted | null {
  const fault = likelyPlace(group);
  const troubled = new Map<number, number>();
  for (const { profile, pinned } of group.episodes) {
    if (profile.nature === 'trouble' && profile.own >= 0 && profile.own !== fault && !pinned) {
      troubled.set(profile.own, (troubled.get(profile.own) ?? 0) + 1);
    }
  }
  for (const [service, count] of troubled) {
    const leaving = [...group.episodes].filter(
      ({ profile, pinned }) => !pinned && (profile.own === service || profile.peers.includes(service))
    );
    if (count < TROUBLES || leaving.length === group.episodes.size) {
      continue;
    }
    const to = partition.newGroup(leaving[0].alerts[0]);
    leaving.forEach((episode) => partition.move(episode, to));
    for (const episode of [...group.episodes, ...to.episodes]) {
      const [here, there] = episode.group === group ? [group, to] : [to, group];
      if (!episode.pinned && here.episodes.size > 1 && partition.prefers(episode, there)) {
        partition.move(episode, there);
      }
    }
    if (partition.together(group, to) < -PARTING) {
      const alerts = [...to.episodes].flatMap((episode) => episode.alerts.map(({ id }) => id));
      return { kind: 'parted', from: group, to, alerts };
    }
    [...to.episodes].forEach((episode) => partition.move(episode, group));
  }
  return null;
}

/** Moves and merges until nothing is better elsewhere, or a few times over all. */
export function settle(partition: Partition, found: (improvement: Improvement) => void): void {
  let left = MOST_ASKED;
  for (let sweep = 0; sweep < MOST_SWEEPS && left > 0; sweep++) {
    let moved = 0;
    const take = (improvement: Improvement | null): void => {
      if (improvement !== null) {
        moved++;
        found(improvement);
      }
    };
    const episodes = [...partition.groups.values()].flatMap((group) => [...group.episodes]);
    const latest = episodes.length <= left ? episodes : episodes.toSorted((a, b) => b.onset - a.onset).slice(0, left);
    left -= latest.length;
    latest.forEach((episode) => take(reconsider(partition, episode)));
    for (const group of [...partition.groups.values()]) {
      if (group.episodes.size > 0) {
        take(mergeAround(partition, group));
      }
    }
    for (const group of [...partition.groups.values()]) {
      if (group.episodes.size > 3) {
        take(split(partition, group));
      }
    }
    if (moved === 0) {
      return;
    }
  }
}
