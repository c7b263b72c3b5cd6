import type { Alert } from '../../alert.ts';
import type { ClusterContext, Membership } from '../clusterer.ts';
import { isByHand } from '../memberships.ts';
import type { ClusterChange, OnlineClusters, OpenCluster, OpenOnlineClusters } from '../online-clusters.ts';
import type { Episode, Group } from './group.ts';
import { merge, mergeAround, reconsider, settle } from './improve.ts';
import type { Improvement } from './improve.ts';
import { likelyPlace } from './likely-place.ts';
import { Partition } from './partition.ts';
import { explained } from './reasons.ts';

const MINUTE = 60_000;
/** Episodes that are asked anew where they belong when one begins, and how old they may be. */
const RECONSIDERED = 4;
const RECENT = 15 * MINUTE;
/** Alerts of one episode that are kept; of one that comes and goes for days, the newest and the first. */
const MOST_KEPT = 2_000;
/** Pairs that are kept apart when somebody takes alerts out of a cluster. */
const MOST_PAIRS = 2_000;
/** Texts and services that are remembered, unless what is open has as many: beyond, those of closed clusters are forgotten. */
const MOST_MET = 10_000;

/**
 * Clusters that take one alert after the other. An alert that fires again, or for another pod, goes with those like it. Any other is weighed against each
 * open cluster, as the likelihood of its place, lag, text and labels there against anywhere else; alerts that came lately are weighed anew as more is known.
 */
export class AutoClusters implements OnlineClusters {
  #context: ClusterContext;
  #partition: Partition;
  readonly #episodes = new Map<string, Episode>();
  #recent: Episode[] = [];
  #turn = 0;
  #unsettled = false;
  #metBefore = 0;

  constructor(context: ClusterContext, kept: readonly OpenCluster[]) {
    this.#context = context;
    this.#partition = new Partition(context);
    const said = kept.flatMap(({ memberships }) => memberships.filter(isByHand));
    this.#restore(kept, new Set(said.map(({ alert }) => alert)));
  }

  #restore(kept: readonly OpenCluster[], pinned: ReadonlySet<string>): void {
    const partition = this.#partition;
    for (const { id, alerts } of kept) {
      const group = partition.newGroup({ id });
      for (const alert of alerts) {
        const profile = partition.profileOf(alert);
        const like = partition.episodeOf(alert) ?? partition.episodeLike(alert, profile);
        if (like !== undefined && like.group === group) {
          partition.extend(like, alert);
          this.#episodes.set(alert.id, like);
        } else {
          this.#episodes.set(alert.id, partition.begin(alert, profile, group));
        }
        const episode = this.#episodes.get(alert.id);
        if (episode !== undefined && pinned.has(alert.id)) {
          episode.pinned = true;
        }
      }
      if (group.episodes.size === 0) {
        partition.groups.delete(id);
      }
    }
  }

  add(alert: Alert): readonly ClusterChange[] {
    if (this.#episodes.has(alert.id)) {
      this.update(alert);
      return [];
    }
    const partition = this.#partition;
    const same = partition.episodeOf(alert);
    if (same !== undefined) {
      return [this.#extend(same, alert, 'It fired before and fires again.')];
    }
    const profile = partition.profileOf(alert);
    const like = partition.episodeLike(alert, profile);
    if (like !== undefined) {
      return [this.#extend(like, alert, 'It is the same alert of another part of the same service.')];
    }
    const episode = partition.begin(alert, profile, partition.newGroup(alert));
    this.#episodes.set(alert.id, episode);
    const own = episode.group;
    const { group } = partition.best(episode);
    const changes: ClusterChange[] = [];
    if (group === null) {
      changes.push(this.#change('opened', own, [], [alert.id], 'It goes with no open cluster.', alert.start));
    } else {
      partition.move(episode, group);
      changes.push(this.#change('joined', group, [], [alert.id], this.#why(episode), alert.start));
    }
    this.#improve(episode, (improvement) => changes.push(this.#told(improvement, alert.start)));
    return changes;
  }

  #extend(episode: Episode, alert: Alert, reason: string): ClusterChange {
    if (episode.alerts.length >= MOST_KEPT) {
      for (const { id } of episode.alerts.splice(1, MOST_KEPT / 2)) {
        this.#episodes.delete(id);
      }
    }
    this.#partition.extend(episode, alert);
    this.#episodes.set(alert.id, episode);
    return this.#change('joined', episode.group, [], [alert.id], reason, alert.start);
  }

  /** What has become clearer by an episode: where a few that came lately belong, and whether its cluster is one with another. */
  #improve(episode: Episode, found: (improvement: Improvement) => void): void {
    this.#unsettled = true;
    this.#recent = this.#recent.filter(({ onset }) => episode.onset - onset <= RECENT);
    for (let n = Math.min(RECONSIDERED, this.#recent.length); n > 0; n--) {
      this.#turn = (this.#turn + 1) % this.#recent.length;
      const moved = reconsider(this.#partition, this.#recent[this.#turn]);
      if (moved !== null) {
        found(moved);
      }
    }
    this.#recent.push(episode);
    const merged = mergeAround(this.#partition, episode.group);
    if (merged !== null) {
      found(merged);
    }
  }

  update(alert: Alert): void {
    const episode = this.#episodes.get(alert.id);
    if (episode !== undefined) {
      const index = episode.alerts.findIndex(({ id }) => id === alert.id);
      episode.alerts[index] = alert;
      this.#partition.seen(episode, alert);
    }
  }

  advance(now: number): readonly ClusterChange[] {
    const changes = this.settle(now);
    const oldest = now - this.#context.options.correlationWindowMinutes * MINUTE;
    for (const group of [...this.#partition.groups.values()]) {
      if (group.lastSeen < oldest) {
        const alerts = idsOf(group);
        this.#partition.drop(group);
        alerts.forEach((id) => this.#episodes.delete(id));
        changes.push(this.#change('closed', group, [], alerts, 'Nothing more came in the correlation window.', now));
      }
    }
    if (this.#partition.met > Math.max(MOST_MET, 2 * this.#metBefore)) {
      this.#rebuild();
    }
    return changes;
  }

  /** Weighs all that is open anew, where anything came since it was done last. */
  settle(now: number): ClusterChange[] {
    const changes: ClusterChange[] = [];
    if (this.#unsettled) {
      settle(this.#partition, (improvement) => changes.push(this.#told(improvement, now)));
      this.#unsettled = false;
    }
    return changes;
  }

  clusterOf(alert: string): string | undefined {
    return this.#episodes.get(alert)?.group.id;
  }

  get(id: string): OpenCluster | undefined {
    const group = this.#partition.groups.get(id);
    return group === undefined ? undefined : this.#openCluster(group);
  }

  open(): readonly OpenCluster[] {
    return Array.from(this.#partition.groups.values(), (group) => this.#openCluster(group));
  }

  #openCluster(group: Group): OpenCluster {
    const alerts: Alert[] = [];
    const why = new Map<string, Membership>();
    let sure = 0;
    for (const episode of [...group.episodes]) {
      const { memberships, confidence } = explained(episode, this.#partition);
      alerts.push(...episode.alerts);
      memberships.forEach((membership) => why.set(membership.alert, membership));
      sure += confidence * episode.alerts.length;
    }
    alerts.sort((a, b) => a.start - b.start);
    return {
      id: group.id,
      alerts,
      memberships: alerts.map(({ id }) => why.get(id) ?? { alert: id, reasons: [] }),
      confidence: sure / alerts.length,
    };
  }

  join(clusters: readonly string[], at: number): readonly ClusterChange[] {
    const groups = clusters.flatMap((id) => this.#partition.groups.get(id) ?? []);
    const changes: ClusterChange[] = [];
    let [one] = groups;
    for (const other of groups.slice(1)) {
      if (other !== one) {
        const merged = merge(this.#partition, one, other);
        one = merged.to;
        changes.push(this.#change('merged', one, [merged.from.id], merged.alerts, 'Somebody put them together.', at));
      }
    }
    if (changes.length > 0) {
      one.episodes.forEach((episode) => {
        episode.pinned = true;
      });
    }
    return changes;
  }

  part(cluster: string, alerts: readonly string[], at: number): readonly ClusterChange[] {
    const partition = this.#partition;
    const group = partition.groups.get(cluster);
    const wanted = new Set(alerts);
    const leaving = idsOf(group).filter((id) => wanted.has(id));
    if (group === undefined || leaving.length === 0 || leaving.length === idsOf(group).length) {
      return [];
    }
    const to = partition.newGroup({ id: leaving[0] });
    for (const episode of [...group.episodes]) {
      const part = partition.divide(episode, wanted);
      if (part !== null) {
        part.alerts.forEach(({ id }) => this.#episodes.set(id, part));
        partition.move(part, to);
        part.pinned = true;
      }
    }
    const [left, gone] = [group, to].map((one) => [...one.episodes].flatMap(({ fingerprints }) => [...fingerprints]));
    const pairs = gone.flatMap((one) => left.filter((other) => other !== one).map((other) => [one, other] as const));
    partition.takeApart(pairs.slice(0, MOST_PAIRS));
    return [this.#change('split', to, [group.id], leaving, 'Somebody took them apart.', at)];
  }

  setContext(context: ClusterContext): void {
    const before = this.#context;
    this.#context = context;
    if (before.graph === context.graph && before.options.serviceLabels === context.options.serviceLabels) {
      const known = new Set(before.apart.map(String));
      this.#partition.takeApart(context.apart.filter((pair) => !known.has(String(pair))));
      return;
    }
    this.#rebuild();
    this.#unsettled = true;
  }

  /** Begins anew with what is open, and forgets all else. */
  #rebuild(): void {
    const open = this.open();
    const pinned = new Set([...this.#episodes].filter(([, episode]) => episode.pinned).map(([id]) => id));
    const apart = new Map([...this.#partition.apart, ...this.#context.apart].map((pair) => [pair.join('\n'), pair]));
    this.#partition = new Partition({ ...this.#context, apart: [...apart.values()] });
    this.#episodes.clear();
    this.#recent = [];
    this.#restore(open, pinned);
    this.#metBefore = this.#partition.met;
  }

  #change(
    kind: ClusterChange['kind'],
    { id }: Group,
    others: readonly string[],
    alerts: readonly string[],
    reason: string,
    at: number
  ): ClusterChange {
    return { kind, cluster: id, others, alerts, reason, at };
  }

  #told(improvement: Improvement, at: number): ClusterChange {
    const { kind, from, to } = improvement;
    const partition = this.#partition;
    if (kind === 'merged') {
      const place = partition.places.names[likelyPlace(to)];
      const reason =
        place === undefined ? 'Their alerts are alike and came together.' : `Both speak of a fault at "${place}".`;
      return this.#change('merged', to, [from.id], improvement.alerts, reason, at);
    }
    if (kind === 'parted') {
      const [there, here] = [from, to].map((group) => partition.places.names[likelyPlace(group)] ?? '');
      const reason = `They tell of trouble at "${here}" of its own, the others of a fault at "${there}".`;
      return this.#change('split', to, [from.id], improvement.alerts, reason, at);
    }
    const alerts = improvement.episode.alerts.map(({ id }) => id);
    if (kind === 'opened') {
      return this.#change('split', to, [from.id], alerts, 'It goes with no other of its cluster.', at);
    }
    const reason = `Fits better here: ${this.#why(improvement.episode)}`;
    return this.#change(from.episodes.size === 0 ? 'merged' : 'joined', to, [from.id], alerts, reason, at);
  }

  #why(episode: Episode): string {
    const [reason] = explained(episode, this.#partition).memberships[0].reasons;
    return reason?.text ?? '';
  }
}

const idsOf = (group: Group | undefined): string[] =>
  Array.from(group?.episodes ?? []).flatMap(({ alerts }) => alerts.map(({ id }) => id));

/** Online clusters of `auto`. */
export const openOnlineClusters: OpenOnlineClusters = (context, kept) => new AutoClusters(context, kept);
