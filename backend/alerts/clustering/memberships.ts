import type { MembershipReason } from '../../../contract/alerts.ts';
import type { Alert } from '../alert.ts';
import { SHARES } from '../distances/alert-space.ts';
import type { AlertSpace, Likeness } from '../distances/alert-space.ts';
import type { Membership } from './clusterer.ts';
import { membersOf } from './labels.ts';

/** Members before and after an alert, in time, among which its nearest is looked for. */
const REACH = 6;
/** Pairs of a cluster that its confidence is the mean of. */
const MOST_PAIRS = 200;
/** Labels and words that a sentence names. */
const NAMED = 3;
/** A reason that counts less is none. */
const LEAST_WEIGHT = 0.01;

/** Whether people said so. */
export const isByHand = ({ reasons }: Membership): boolean => reasons.some(({ kind }) => kind === 'by-hand');

/** Why each alert is in its cluster: what it has in common with the member nearest to it. */
export function membershipsOf(
  alerts: readonly Alert[],
  labels: Int32Array,
  space: AlertSpace,
  window: number
): Membership[] {
  const found: Membership[] = alerts.map(({ id }) => ({ alert: id, reasons: [] }));
  for (const members of membersOf(labels)) {
    members.forEach((i, at) => {
      const near = nearestMember(members, at, space);
      if (near) {
        found[i] = { alert: alerts[i].id, reasons: reasonsOf(space, i, near, alerts[near.index].name, window) };
      }
    });
  }
  return found;
}

function nearestMember(
  members: readonly number[],
  at: number,
  space: AlertSpace
): { index: number; like: Likeness } | null {
  const own = members[at];
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (let other = Math.max(0, at - REACH); other < Math.min(members.length, at + REACH + 1); other++) {
    const distance = other === at ? Number.POSITIVE_INFINITY : space.distance(members[other], own);
    if (distance < least) {
      [nearest, least] = [members[other], distance];
    }
  }
  return nearest < 0 ? null : { index: nearest, like: space.like(nearest, own) };
}

function reasonsOf(
  space: AlertSpace,
  one: number,
  { index, like }: { readonly index: number; readonly like: Likeness },
  name: string,
  window: number
): Membership['reasons'] {
  const other = `"${name.slice(0, 80)}"`;
  const shared = space.shared(one, index);
  const reasons: { kind: MembershipReason; weight: number; text: string }[] = [
    { kind: 'labels', weight: SHARES.labels * like.labels, text: `Shares ${listed(shared.labels)} with ${other}.` },
    { kind: 'text', weight: SHARES.text * like.text, text: `Says much the same as ${other}: ${listed(shared.words)}.` },
    {
      kind: 'lag',
      weight: SHARES.time * Math.max(0, 1 - (like.lag / window) ** 2),
      text: lagInWords(like.lag, other),
    },
  ];
  return reasons.filter(({ weight }) => weight >= LEAST_WEIGHT).sort((a, b) => b.weight - a.weight);
}

function listed(terms: readonly string[]): string {
  const more = terms.length - NAMED;
  return `${terms
    .slice(0, NAMED)
    .map((term) => term.slice(0, 80))
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A time in ms as people say it: 40 s, 3 min, 2 h. */
export function timeInWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 90) {
    return `${seconds} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function lagInWords(lag: number, name: string): string {
  if (Math.abs(lag) < 500) {
    return `Fired at the same time as ${name}.`;
  }
  return `Fired ${timeInWords(lag)} ${lag > 0 ? 'after' : 'before'} ${name}.`;
}

/** For each cluster how alike its alerts are, 0..1: the mean of 1 less the distance over its pairs, or over pairs spread evenly; 1 for an alert alone. */
export function confidenceOf(labels: Int32Array, space: AlertSpace): Float64Array {
  return Float64Array.from(membersOf(labels), (members) => {
    const size = members.length;
    const pairs = (size * (size - 1)) / 2;
    if (pairs === 0) {
      return 1;
    }
    const stride = Math.max(1, Math.ceil(pairs / MOST_PAIRS));
    let [sum, taken, number] = [0, 0, 0];
    for (let a = 0; a < size; a++) {
      for (let b = a + 1 + ((stride - (number % stride)) % stride); b < size; b += stride) {
        sum += 1 - space.distance(members[a], members[b]);
        taken++;
      }
      number += size - 1 - a;
    }
    return sum / taken;
  });
}
