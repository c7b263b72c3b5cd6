import type { MembershipReason } from '../../../../contract/alerts.ts';
import type { Membership } from '../clusterer.ts';
import { timeInWords } from '../memberships.ts';
import type { Evidence } from './evidence.ts';
import type { Episode, Group } from './group.ts';
import { likelyPlace } from './likely-place.ts';
import type { Partition } from './partition.ts';

type Reason = Membership['reasons'][number];

/** Characters of a label or a name that a sentence shows. */
const SHOWN = 80;
/** Labels that a sentence names. */
const NAMED = 3;
/** A reason that counts less is none. */
const LEAST_WEIGHT = 0.01;

const quoted = (text: string): string => `"${text.slice(0, SHOWN)}"`;

function graphSentence({ profile: { own, peers } }: Episode, fault: number, { places }: Partition): string {
  const name = (id: number): string => quoted(places.names[id] ?? '');
  const via = peers.find((peer) => places.callsBetween(peer, fault) !== undefined);
  if (own === fault) {
    return `It fires at ${name(own)}, where the fault most likely is.`;
  }
  if (via !== undefined) {
    const calls = places.callsBetween(via, fault) ?? 0;
    return `It tells of calls to ${name(via)}, ${calls === 0 ? 'where the fault most likely is' : `which needs ${name(fault)}, where the fault most likely is`}.`;
  }
  const calls = places.callsBetween(own, fault);
  if (calls !== undefined) {
    return `${name(own)} calls ${name(fault)}, where the fault most likely is${calls > 1 ? `, over ${calls} calls` : ''}.`;
  }
  return places.callsBetween(fault, own) === undefined
    ? `It fires at ${name(own)}, as others of the cluster do.`
    : `${name(fault)}, where the fault most likely is, calls ${name(own)}.`;
}

function labelSentence(episode: Episode, group: Group): string {
  const shared = episode.profile.pairs.filter((pair) => group.labels.of(pair).count > 0);
  const more = shared.length - NAMED;
  const shown = shared.slice(0, NAMED).map((pair) => pair.slice(0, SHOWN));
  return shared.length === 0
    ? 'Its labels are those of the cluster.'
    : `Shares ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function textSentence(episode: Episode, group: Group, { texts }: Partition): string {
  let nearest: Episode | undefined;
  let most = -1;
  for (const other of group.episodes) {
    const similarity = texts.similarity(other.text, episode.text);
    if (similarity > most) {
      [nearest, most] = [other, similarity];
    }
  }
  const { name } = nearest?.alerts[0] ?? { name: '' };
  const way = { failing: ' Both say that something fails.', slow: ' Both say that something is slow.', unclear: '' };
  const alike = nearest?.profile.manner === episode.profile.manner ? way[episode.profile.manner] : '';
  return most > 0.5 ? `Says much the same as ${quoted(name)}.` : `Goes with ${quoted(name)}.${alike}`;
}

function lagSentence(episode: Episode, group: Group): string {
  const lag = episode.onset - group.onset;
  const time = timeInWords(lag);
  if (Math.abs(lag) < 500) {
    return 'Fired at the same time as the first of the others.';
  }
  return lag > 0 ? `Fired ${time} after the first of the others.` : `Fired ${time} before all others.`;
}

/** Why an episode is in its group, from what speaks for it there beside the others; `fault` is where that of all of them likely is. */
function reasonsOf(episode: Episode, group: Group, fault: number, evidence: Evidence, partition: Partition): Reason[] {
  const sum = Object.values(evidence).reduce((all: number, one: number) => all + Math.max(0, one), 0);
  const weight = (one: number): number => (one > 0 ? ((1 - Math.exp(-sum)) * one) / sum : 0);
  const reason = (kind: MembershipReason, one: number, text: () => string): Reason[] =>
    weight(one) < LEAST_WEIGHT ? [] : [{ kind, weight: weight(one), text: text() }];
  return [
    ...reason('graph', evidence.graph, () => graphSentence(episode, fault, partition)),
    ...reason('lag', evidence.lag, () => lagSentence(episode, group)),
    ...reason('text', evidence.text, () => textSentence(episode, group, partition)),
    ...reason('labels', evidence.labels, () => labelSentence(episode, group)),
  ].toSorted((a, b) => b.weight - a.weight);
}

/** Why each alert of an episode is where it is, and how sure that is, 0..1. */
export function explained(
  episode: Episode,
  partition: Partition
): { readonly memberships: Membership[]; readonly confidence: number } {
  const { group, pinned } = episode;
  let reasons: Reason[] = [];
  let confidence = 1;
  if (group.episodes.size > 1) {
    const fault = likelyPlace(group);
    group.remove(episode);
    const evidence = partition.evidence(episode, group);
    reasons = reasonsOf(episode, group, fault, evidence, partition);
    const odds = evidence.graph + evidence.lag + evidence.text + evidence.labels - partition.leastFor(episode);
    confidence = 1 / (1 + Math.exp(-odds));
    group.add(episode);
  }
  if (pinned) {
    reasons = [{ kind: 'by-hand', weight: 1, text: 'Somebody put it here.' }];
    confidence = 1;
  } else if (reasons.length === 0 && group.episodes.size > 1) {
    reasons = [{ kind: 'lag', weight: LEAST_WEIGHT, text: lagSentence(episode, group) }];
  }
  const [first] = episode.alerts;
  const memberships = episode.alerts.map((alert, i): Membership => {
    if (i === 0 || pinned) {
      return { alert: alert.id, reasons };
    }
    const again = alert.fingerprint === first.fingerprint;
    const text = again ? `${quoted(alert.name)} fired again.` : `The same as ${quoted(first.name)}, of another part.`;
    return {
      alert: alert.id,
      reasons: [
        { kind: again ? 'labels' : 'text', weight: 0.9, text },
        ...reasons.map((reason) => ({ ...reason, weight: reason.weight / 10 })),
      ],
    };
  });
  return { memberships, confidence };
}
