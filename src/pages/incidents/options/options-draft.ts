import { ALERT_DEFAULTS } from '../../../../contract/alerts.ts';
import type { AlertOptions, PriorityFactors } from '../../../../contract/alerts.ts';
import { callsText, readAddress, readCalls, readNames, readNumber, readTiers, tiersText } from './option-text.ts';
import type { ReadText } from './option-text.ts';
import { optionsWords } from './words.ts';

/** Bounds of the options that are numbers: least, most, and whether they are whole. */
export const NUMBERS = {
  clusteringEps: [0.01, 1, false],
  clusteringMinSamples: [1, 1_000, true],
  similarityThreshold: [0, 1, false],
  correlationWindowMinutes: [1, 10_080, false],
  deduplicationWindowMinutes: [0, 10_080, false],
  maxRootCauseCandidates: [1, 20, true],
  escalationTimeMinutes: [1, 10_080, false],
  minConfidenceThreshold: [0, 1, false],
  minExpectedImprovement: [0, 1_000, false],
  batchOptimizationSize: [1, 1_000, true],
  analysisWindowHours: [0.1, 744, false],
  predictionHorizonHours: [0.1, 744, false],
} as const satisfies Partial<Record<keyof AlertOptions, readonly [number, number, boolean]>>;
export type NumberOption = keyof typeof NUMBERS;

/** Options that reach beyond Grafana: an address that is called, a file that is read. */
export const GUARDED: readonly (keyof AlertOptions)[] = ['escalationWebhook', 'ruleFilePath', 'alertmanagerUrl'];

export const FACTORS = Object.keys(ALERT_DEFAULTS.priorityFactors) as (keyof PriorityFactors)[];

type Texts = Record<
  Exclude<keyof AlertOptions, 'enableMlBased' | 'autoAcknowledgeDuplicates' | 'priorityFactors'>,
  string
>;

/** The options as the form holds them: what is typed, as text. */
export interface OptionsDraft {
  readonly texts: Texts;
  readonly factors: Record<keyof PriorityFactors, string>;
  readonly enableMlBased: boolean;
  readonly autoAcknowledgeDuplicates: boolean;
}

export function draftOf(options: AlertOptions): OptionsDraft {
  const { priorityFactors, enableMlBased, autoAcknowledgeDuplicates, serviceTiers, serviceGraph, ...plain } = options;
  const texts = Object.entries(plain).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  return {
    texts: {
      ...(Object.fromEntries(texts) as Texts),
      serviceTiers: tiersText(serviceTiers),
      serviceGraph: callsText(serviceGraph),
    },
    factors: Object.fromEntries(
      FACTORS.map((name) => [name, String(priorityFactors[name])])
    ) as OptionsDraft['factors'],
    enableMlBased,
    autoAcknowledgeDuplicates,
  };
}

export interface ReadOptions {
  /** What differs from the options before; null where something is wrong. */
  readonly change: Partial<AlertOptions> | null;
  /** A sentence by option, or `factor.` and its name. */
  readonly misfits: Readonly<Record<string, string>>;
}

/** What a draft changes, or what is wrong with it. */
export function readOptions(draft: OptionsDraft, before: AlertOptions): ReadOptions {
  const { texts, factors } = draft;
  const misfits: Record<string, string> = {};
  const next: Record<string, unknown> = { ...texts };
  const take = (name: string, read: ReadText<unknown>, say: (wrong: string) => string) => {
    if ('wrong' in read) {
      misfits[name] = say(read.wrong);
    } else {
      next[name] = read.value;
    }
  };
  for (const [name, [least, most, isWhole]] of Object.entries(NUMBERS) as [NumberOption, [number, number, boolean]][]) {
    take(name, readNumber(texts[name], least, most, isWhole), () => optionsWords.number(String(least), String(most)));
  }
  take('serviceTiers', readTiers(texts.serviceTiers), optionsWords.wrongLine);
  take('serviceGraph', readCalls(texts.serviceGraph), optionsWords.wrongLine);
  take('serviceLabels', readNames(texts.serviceLabels), optionsWords.wrongLine);
  take('escalationWebhook', readAddress(texts.escalationWebhook), optionsWords.wrongLine);
  take('alertmanagerUrl', readAddress(texts.alertmanagerUrl), optionsWords.wrongLine);
  next.priorityFactors = Object.fromEntries(
    FACTORS.map((name) => {
      const read = readNumber(factors[name], 0, 1_000, false);
      if ('wrong' in read) {
        misfits[`factor.${name}`] = optionsWords.number('0', '1000');
      }
      return [name, 'wrong' in read ? 0 : read.value];
    })
  );
  next.enableMlBased = draft.enableMlBased;
  next.autoAcknowledgeDuplicates = draft.autoAcknowledgeDuplicates;
  const changed = Object.entries(next).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof AlertOptions])
  );
  const isRight = Object.keys(misfits).length === 0;
  return { change: isRight ? (Object.fromEntries(changed) as Partial<AlertOptions>) : null, misfits };
}
