import type { AlertSeverity, CauseEvidence } from '../../../contract/alerts.ts';
import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import type { Alert } from '../alert.ts';
import { PlaceBelief } from '../clustering/auto/place-belief.ts';
import { Places } from '../clustering/auto/places.ts';
import { profileOf } from '../clustering/auto/profile.ts';
import type { Profile } from '../clustering/auto/profile.ts';
import { timeInWords } from '../clustering/memberships.ts';
import type { Change, RankCauses } from '../clustering/online-clusters.ts';
import type { RootCauseCandidate } from './candidate.ts';

const MINUTE = 60_000;
/** Ln of the odds that each kind of evidence gives at most. */
const FIRST = 1.2;
const STRONGEST = 0.6;
const SHARE = 1;
const CHANGED = 2.5;
/** A kind of alert that tells of symptoms counts as this share of one that tells of trouble. */
const SYMPTOM = 0.3;
/** Alerts that name no service are as likely the cause as this share of a service that nothing speaks of. */
const NAMELESS = 0.1;
/** A start so much later than the first alert takes the odds of `first` down by a factor of e. */
const LATER = 3 * MINUTE;
/** A change counts that came so long before the first alert, or so soon after it. */
const BEFORE = 60 * MINUTE;
const AFTER = 5 * MINUTE;

/** What the alerts of one service, or those without one that have a name in common, tell. */
interface Suspect {
  readonly name: string;
  /** -1 where it is no service. */
  readonly place: number;
  readonly alerts: Alert[];
  first: Alert;
  /** Kinds of its alerts that tell of something wrong right there. */
  readonly troubles: Set<string>;
  /** All kinds of its alerts. */
  readonly kinds: Set<string>;
}

function suspectsOf(alerts: readonly Alert[], profiles: ReadonlyMap<Alert, Profile>, places: Places): Suspect[] {
  const suspects = new Map<string, Suspect>();
  for (const alert of alerts) {
    const own = profiles.get(alert)?.own ?? -1;
    const name = own < 0 ? alert.name : places.names[own];
    const key = `${own < 0}/${name}`;
    const suspect = suspects.get(key) ?? {
      name,
      place: own,
      alerts: [],
      first: alert,
      troubles: new Set<string>(),
      kinds: new Set<string>(),
    };
    suspects.set(key, suspect);
    suspect.alerts.push(alert);
    suspect.first = alert.start < suspect.first.start ? alert : suspect.first;
    suspect.kinds.add(alert.name);
    if (profiles.get(alert)?.nature === 'trouble') {
      suspect.troubles.add(alert.name);
    }
  }
  return [...suspects.values()];
}

const rank = (severity: AlertSeverity): number => ALERT_SEVERITIES.indexOf(severity);

/** The last change of a service that may have done it. */
function changeOf(name: string, began: number, changes: readonly Change[]): Change | undefined {
  return changes
    .filter(({ service, at }) => service.toLowerCase() === name && at >= began - BEFORE && at <= began + AFTER)
    .reduce<Change | undefined>((last, one) => (last === undefined || one.at > last.at ? one : last), undefined);
}

/** Each alert's place counts once for each kind of alert at a service, however many pods and repetitions it has. */
function beliefOf(profiles: Iterable<readonly [Alert, Profile]>, places: Places): PlaceBelief {
  const belief = new PlaceBelief(places);
  const counted = new Set<string>();
  for (const [alert, { own, peers, nature, kind }] of profiles) {
    const key = kind === '' ? alert.name : kind;
    if (!counted.has(key)) {
      counted.add(key);
      belief.add(places.evidenceOf(own, peers, nature));
    }
  }
  return belief;
}

/** Services that the alerts tell of without one of them firing there: what others call and complain of. */
function silentSuspects(profiles: ReadonlyMap<Alert, Profile>, places: Places, known: readonly Suspect[]): Suspect[] {
  const found = new Map<number, Suspect>();
  const firing = new Set(known.map(({ place }) => place));
  for (const [alert, { peers }] of profiles) {
    for (const place of peers) {
      if (!firing.has(place) && !found.has(place)) {
        const name = places.names[place];
        found.set(place, { name, place, alerts: [], first: alert, troubles: new Set(), kinds: new Set() });
      }
    }
  }
  return [...found.values()];
}

interface Judged {
  readonly suspect: Suspect;
  readonly score: number;
  readonly evidence: RootCauseCandidate['evidence'];
}

/**
 * Ranks services by how likely a fault of theirs explains the cluster: how well the alerts' places fit (alerts at those who call it, and what they say of whom
 * they call), who fired first, whose alerts are most severe and tell of trouble rather than of its symptoms, and what was changed shortly before. Alerts
 * that name no service are candidates by their name. At most `maxRootCauseCandidates`, probabilities sum to at most 1.
 */
export const rankCauses: RankCauses = (cluster, { graph, options }, changes) => {
  const places = new Places(graph);
  const { alerts } = cluster;
  alerts.forEach(({ service }) => (service === '' ? -1 : places.idOf(service.toLowerCase())));
  const byFingerprint = new Map<string, Profile>();
  const profiles = new Map<Alert, Profile>();
  for (const alert of alerts) {
    const profile = byFingerprint.get(alert.fingerprint) ?? profileOf(alert, places, options.serviceLabels);
    byFingerprint.set(alert.fingerprint, profile);
    profiles.set(alert, profile);
  }
  const belief = beliefOf(profiles, places);
  const firing = suspectsOf(alerts, profiles, places);
  const suspects = [...firing, ...silentSuspects(profiles, places, firing)];
  const began = Math.min(...firing.map(({ first }) => first.start));
  const kinds = firing.reduce((sum, one) => sum + one.kinds.size, 0);
  const judged = suspects.map((suspect): Judged => {
    const evidence: { kind: CauseEvidence; weight: number; text: string }[] = [];
    const add = (kind: CauseEvidence, weight: number, text: string): number => {
      if (weight > 0.01) {
        evidence.push({ kind, weight, text });
      }
      return weight;
    };
    const placed = suspect.place < 0 ? NAMELESS / (places.names.length + 1) : belief.probability(suspect.place);
    add('upstream', placed, upstreamText(suspect, firing, places));
    let score = Math.log(Math.max(placed, 1e-9));
    if (suspect.alerts.length > 0) {
      score += add('first', FIRST * Math.exp((began - suspect.first.start) / LATER), firstText(suspect, began, firing));
      const worst = suspect.alerts.reduce((most, one) => (rank(one.severity) > rank(most.severity) ? one : most));
      const strength = (STRONGEST * rank(worst.severity)) / (ALERT_SEVERITIES.length - 1);
      score += add('strongest', strength, `Its worst alert, "${worst.name}", is ${worst.severity}.`);
      const telling = suspect.troubles.size + SYMPTOM * (suspect.kinds.size - suspect.troubles.size);
      score += add('share', (SHARE * telling) / kinds, shareText(suspect, alerts.length));
    }
    const change = changeOf(suspect.name, began, changes);
    if (change !== undefined) {
      score += add('change', CHANGED, changeText(change, began));
    }
    return { suspect, score, evidence };
  });
  return candidatesOf(judged, options.maxRootCauseCandidates);
};

/** Starts nearer to each other than this count as one, ms. */
const SAME_TIME = 500;
/** Names of alerts that a sentence lists. */
const LISTED = 3;

function firstText({ first }: Suspect, began: number, firing: readonly Suspect[]): string {
  const lag = first.start - began;
  if (lag >= SAME_TIME) {
    return `Its first alert came ${timeInWords(lag)} after the first of all.`;
  }
  const isShared = firing.filter((one) => one.first.start - began < SAME_TIME).length > 1;
  return `Its alert "${first.name}" ${isShared ? 'was among the first to fire' : 'fired first'}.`;
}

function shareText({ alerts, troubles }: Suspect, all: number): string {
  const share = `${alerts.length} of ${all} alerts are its own`;
  if (troubles.size === 0) {
    return `${share}; they may as well come from what it depends on.`;
  }
  const names = [...troubles].slice(0, LISTED).map((name) => `"${name}"`);
  const more = troubles.size > LISTED ? ` and ${troubles.size - LISTED} more` : '';
  return `${share}; trouble of its own: ${names.join(', ')}${more}.`;
}

function changeText({ at, text }: Change, began: number): string {
  return `${timeInWords(began - at)} ${at <= began ? 'before' : 'after'} the first alert: ${text}`;
}

function upstreamText({ place, name }: Suspect, suspects: readonly Suspect[], places: Places): string {
  const needing = suspects.filter(
    (other) =>
      other.place >= 0 && other.place !== place && place >= 0 && places.callsBetween(other.place, place) !== undefined
  );
  return needing.length === 0
    ? 'No other service of the cluster needs it.'
    : `${needing.length} of ${suspects.length - 1} other services of the cluster need ${name}: ${needing
        .slice(0, 3)
        .map((other) => other.name)
        .join(', ')}.`;
}

function candidatesOf(judged: readonly Judged[], most: number): RootCauseCandidate[] {
  const best = Math.max(...judged.map(({ score }) => score));
  const total = judged.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return judged
    .map(({ suspect, score, evidence }): RootCauseCandidate => {
      const sum = evidence.reduce((all, { weight }) => all + weight, 0);
      return {
        service: suspect.name,
        alert: suspect.first.id,
        probability: Math.exp(score - best) / total,
        evidence: evidence.map((one) => ({ ...one, weight: one.weight / sum })).toSorted((a, b) => b.weight - a.weight),
      };
    })
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, most);
}
