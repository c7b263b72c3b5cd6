import type { Character } from './character.ts';

/** One reason to try detectors on a series. */
export interface Rule {
  /** Ends `Tried because ...`. */
  readonly because: string;
  readonly holds: (character: Character) => boolean;
  /** Ids, the most promising first; those that are not registered are passed over. */
  readonly try: readonly string[];
}

/** At most so many detectors are tried on a series, `seasonal` among them. */
export const MOST_CANDIDATES = 4;
/** What every other candidate is measured against, and what stays where none is clearly better. */
export const INCUMBENT = 'seasonal';

const isSparse = ({ zeros, changes }: Character): boolean => zeros > 0.6 || changes < 0.25;
const isStepped = ({ distinct, changes }: Character): boolean => distinct < 0.02 || changes < 0.25;
const isCounter = ({ rises, changes }: Character): boolean => changes > 0.5 && rises > 0.98;
const isRhythmic = ({ season, seasonal }: Character): boolean => season > 0 && seasonal > 0.3;
const isCyclic = ({ cyclic }: Character): boolean => cyclic > 0.4;
const isTrending = ({ trend }: Character): boolean => trend > 3;
const isSpiky = ({ tails }: Character): boolean => tails > 2;
const isNoise = (character: Character): boolean =>
  character.roughness > 0.9 && !isRhythmic(character) && !isCyclic(character) && !isSparse(character);

/**
 * Which detectors are worth trying on which series, read from the top. A new detector joins by a line; put it where its strength is.
 */
export const RULES: readonly Rule[] = [
  {
    because: 'it only ever rises, as a counter without rate() does: what counts is how fast',
    holds: isCounter,
    try: ['changepoint', 'ewma', 'autoencoder'],
  },
  {
    because: 'it mostly stands still or is 0: only how often what value comes can be learned',
    holds: isSparse,
    try: ['quantile', 'zscore', 'ensemble'],
  },
  {
    because: 'it moves between few levels',
    holds: isStepped,
    try: ['changepoint', 'quantile', 'window-knn'],
  },
  {
    because: 'it repeats itself within hours, so that the course of a window tells more than a value',
    holds: isCyclic,
    try: ['window-knn', 'autoencoder', 'subsequence'],
  },
  {
    because: 'it drifts, so that what is usual has to follow it',
    holds: isTrending,
    try: ['ewma', 'changepoint', 'autoencoder'],
  },
  {
    because: 'it has spikes of its own, among which a robust measure tells the odd one',
    holds: isSpiky,
    try: ['quantile', 'mad', 'window-knn'],
  },
  {
    because: 'it is noise around a level, in which shifts and changes of spread hide',
    holds: isNoise,
    try: ['ewma', 'window-knn', 'changepoint'],
  },
  {
    because: 'it has a daily or weekly rhythm: windows see a wrong shape where no single value is new',
    holds: isRhythmic,
    try: ['ensemble', 'window-knn', 'autoencoder'],
  },
  {
    because: 'nothing marks it out: views of its windows complement the rhythm',
    holds: () => true,
    try: ['ensemble', 'isolation-forest', 'window-knn'],
  },
];

/** A detector to try, and why. */
export interface Candidate {
  readonly id: string;
  readonly because: string;
}

/** `seasonal` and up to three others of `known`: of the rules that hold, the first one's best, the second one's best, ..., then their seconds. */
export function shortlist(character: Character, known: readonly string[]): Candidate[] {
  const held = RULES.filter(({ holds }) => holds(character));
  const picked: Candidate[] = [{ id: INCUMBENT, because: 'it is the default, which others must clearly beat' }];
  const deepest = Math.max(...held.map((rule) => rule.try.length));
  for (let rank = 0; rank < deepest; rank++) {
    for (const rule of held) {
      const id = rule.try.at(rank);
      if (id && picked.length < MOST_CANDIDATES && known.includes(id) && !picked.some((one) => one.id === id)) {
        picked.push({ id, because: rule.because });
      }
    }
  }
  return picked;
}

/** Every detector some rule names. */
export function everyCandidate(known: readonly string[]): string[] {
  return [...new Set([INCUMBENT, ...RULES.flatMap((rule) => rule.try)])].filter((id) => known.includes(id));
}
