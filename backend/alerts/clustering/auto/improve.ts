import type { Episode, Group } from './group.ts';
import type { Partition } from './partition.ts';

/** Sweeps over all episodes until none moves, at most. */
const MOST_SWEEPS = 6;

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

export type Improvement = Moved | Merged;

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
  return { kind: group === null ? 'opened' : 'moved', episode, from, to };
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

/** Moves and merges until nothing is better elsewhere, or a few times over all. */
export function settle(partition: Partition, found: (improvement: Improvement) => void): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    const take = (improvement: Improvement | null): void => {
      if (improvement !== null) {
        moved++;
        found(improvement);
      }
    };
    for (const group of [...partition.groups.values()]) {
      for (const episode of [...group.episodes]) {
        take(reconsider(partition, episode));
      }
    }
    for (const group of [...partition.groups.values()]) {
      if (group.episodes.size > 0) {
        take(mergeAround(partition, group));
      }
    }
    if (moved === 0) {
      return;
    }
  }
}
