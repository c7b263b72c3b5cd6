import type { Episode, Group, LabelCounts } from './group.ts';
import { ANYWHERE } from './places.ts';
import type { Texts } from './texts.ts';

const MINUTE = 60_000;

/** Ln of likelihood ratios: how much likelier an episode is as a part of a cluster than on its own. */
export interface Evidence {
  readonly graph: number;
  readonly lag: number;
  readonly text: number;
  readonly labels: number;
}

export const totalOf = ({ graph, lag, text, labels }: Evidence): number => graph + lag + text + labels;

/** Alerts of one fault follow its first one: most soon, nearly all within the span that slow rules and travelling faults need, a few late. */
const SOON = 4 * MINUTE;
const SPAN = 12 * MINUTE;
const LATE = 60 * MINUTE;
/** Width of the bell around each alert that is there already: what travels together fires together. */
const NEAR = 1.5 * MINUTE;
/** Alerts that have nothing to do with each other come at any time of so long. */
const ANY_TIME = 60 * MINUTE;
/** An alert before the first one makes all others later than they were: so many of them, each as this share of a witness. */
const LATER_ONES = 8;
const LATER_WEIGHT = 0.4;

/** Members of a large cluster that an episode is compared with, spread evenly over it. */
const MOST_LOOKED_AT = 64;

/** What an episode's lag, text and labels can speak for a cluster at most; the first for one whose service is known. */
export const MOST_BESIDE = { placed: 4.8, anywhere: 8.7 };

/** So many of a set at most, spread evenly, the first among them. */
export function* sampled<T>(all: ReadonlySet<T>, most: number): Generator<T> {
  if (all.size <= most) {
    yield* all;
    return;
  }
  const stride = Math.ceil(all.size / most);
  let i = 0;
  for (const one of all) {
    if (i++ % stride === 0) {
      yield one;
    }
  }
}

/** Density of an alert so long after the first one, per ms. */
function lagDensity(lag: number): number {
  return (0.5 * Math.exp(-lag / SOON)) / SOON + (lag <= SPAN ? 0.4 / SPAN : 0) + (0.1 * Math.exp(-lag / LATE)) / LATE;
}

/** Ln of how much likelier an alert is at `onset` once these, one or more, have fired than at any time. */
export function lagEvidence(onset: number, others: ReadonlySet<{ readonly onset: number }>): number {
  const onsets: number[] = [];
  let first = Infinity;
  let bells = 0;
  for (const { onset: other } of sampled(others, MOST_LOOKED_AT)) {
    const apart = (onset - other) / NEAR;
    bells += Math.exp((-apart * apart) / 2);
    first = Math.min(first, other);
    onsets.push(other);
  }
  const near = bells / (onsets.length * NEAR * Math.sqrt(2 * Math.PI));
  if (onset >= first) {
    return Math.log((0.4 * near + 0.6 * lagDensity(onset - first)) * ANY_TIME);
  }
  const later = onsets.toSorted((a, b) => a - b).slice(0, LATER_ONES);
  const weight = Math.max(LATER_WEIGHT, 1 / later.length);
  let sum = Math.log((0.4 * near + 0.6 * lagDensity(first - onset)) * ANY_TIME);
  for (const other of later.slice(1)) {
    sum += weight * (Math.log(lagDensity(other - onset)) - Math.log(lagDensity(other - first)));
  }
  return sum;
}

/** How much a text counts where nothing else tells what an alert is about, and where its service does. */
const TEXT_ALONE = 2.2;
const TEXT_BESIDE = 0.6;
/** How much shared labels count beside a service: it has told most of what they tell. */
const LABELS_BESIDE = 0.3;

/** Of the text most alike. It weighs more where nothing else tells what an alert is about. */
function textEvidence(episode: Episode, group: Group, texts: Texts): number {
  let most = group.texts.has(episode.text) ? 1 : 0;
  let looked = 0;
  for (const text of most === 1 ? [] : group.texts.keys()) {
    most = Math.max(most, texts.similarity(text, episode.text));
    if (++looked >= MOST_LOOKED_AT) {
      break;
    }
  }
  return (
    Math.log(0.4 + 2.6 * most * most) * (episode.place === ANYWHERE ? TEXT_ALONE : TEXT_BESIDE) +
    mannerEvidence(episode, group)
  );
}

/** Alerts of each manner that a cluster is thought to have before any is seen. */
const MANNER_DOUBT = 1;

/** Failing among what fails, slow among what is slow. */
function mannerEvidence({ profile: { manner } }: Episode, { manners: { failing, slow } }: Group): number {
  if (manner === 'unclear') {
    return 0;
  }
  const same = manner === 'failing' ? failing : slow;
  return Math.log((same + MANNER_DOUBT) / (failing + slow + 2 * MANNER_DOUBT) / 0.5);
}

/** Values that are shared, by how rare they are; a value that all others of the cluster have and this one not, where values seldom differ. */
function labelEvidence(episode: Episode, group: Group, all: LabelCounts): number {
  let sum = 0;
  for (const pair of episode.profile.pairs) {
    const everywhere = all.of(pair);
    const here = group.labels.of(pair);
    if (here.total === 0 || everywhere.total < 2) {
      continue;
    }
    if (here.count > 0) {
      const share = (here.count + 0.5) / (here.total + 1);
      const usual = (everywhere.count + 0.5) / (everywhere.total + 1);
      sum += 0.5 * Math.max(0, Math.min(5, Math.log(1 / usual) + Math.min(0, Math.log(share / 0.3))));
    } else if (here.values === 1) {
      sum -= 1 - Math.min(1, (3 * everywhere.values) / everywhere.total);
    }
  }
  const most = Math.max(-2, Math.min(3, sum));
  return most > 0 && episode.profile.own >= 0 ? most * LABELS_BESIDE : most;
}

/** What speaks for and against an episode in a group that it is no part of. */
export function evidenceOf(episode: Episode, group: Group, texts: Texts, all: LabelCounts): Evidence {
  return {
    graph: group.belief.logRatio(episode.place),
    lag: lagEvidence(episode.onset, group.episodes),
    text: textEvidence(episode, group, texts),
    labels: labelEvidence(episode, group, all),
  };
}
