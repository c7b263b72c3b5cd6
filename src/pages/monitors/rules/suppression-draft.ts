import type { NewSuppression } from '../../../api/suppressions.ts';
import { readMatchers } from './matchers.ts';
import { suppressionWords } from './words.ts';

/** What the form holds. */
export interface SuppressionDraft {
  readonly matchers: string;
  /** ms; null is now. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly reason: string;
}

export const EMPTY_SUPPRESSION: SuppressionDraft = { matchers: '', startsAt: null, endsAt: null, reason: '' };

export interface ReadSuppression {
  /** null where something is wrong. */
  readonly suppression: NewSuppression | null;
  readonly misfits: { readonly matchers?: string; readonly times?: string; readonly reason?: string };
}

/** The suppression a draft stands for, or what is wrong with it, a sentence a field. `now` in ms. */
export function draftSuppression(draft: SuppressionDraft, now: number): ReadSuppression {
  const matchers = readMatchers(draft.matchers);
  const startsAt = draft.startsAt ?? now;
  const { endsAt } = draft;
  const reason = draft.reason.trim();
  const timesRight = endsAt !== null && endsAt > startsAt && endsAt > now;
  if (!('wrong' in matchers) && matchers.length > 0 && timesRight && reason !== '') {
    return { suppression: { matchers: [...matchers], startsAt, endsAt, reason }, misfits: {} };
  }
  return {
    suppression: null,
    misfits: {
      ...('wrong' in matchers
        ? { matchers: suppressionWords.wrongMatcher(matchers.wrong) }
        : matchers.length === 0
          ? { matchers: suppressionWords.noMatcher() }
          : {}),
      ...(timesRight ? {} : { times: suppressionWords.wrongTimes() }),
      ...(reason === '' ? { reason: suppressionWords.noReason() } : {}),
    },
  };
}
