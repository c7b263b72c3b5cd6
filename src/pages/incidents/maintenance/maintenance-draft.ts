import type { NewMaintenance } from '../../../api/incidents.ts';
import { matcherText, readMatchers } from '../../monitors/rules/matchers.ts';
import { maintenanceWords } from './words.ts';

/** What the form holds; times in ms, null where none is chosen. */
export interface MaintenanceDraft {
  readonly matchers: string;
  readonly reason: string;
  /** null is now. */
  readonly start: number | null;
  readonly end: number | null;
}

export const EMPTY_DRAFT: MaintenanceDraft = { matchers: '', reason: '', start: null, end: null };

export interface ReadMaintenance {
  /** null where something is wrong. */
  readonly window: NewMaintenance | null;
  readonly misfits: { readonly matchers?: string; readonly reason?: string; readonly end?: string };
}

/** The window a draft stands for, or what is wrong with it, a sentence a field. `now` in ms. */
export function readDraft(draft: MaintenanceDraft, now: number): ReadMaintenance {
  const matchers = readMatchers(draft.matchers);
  const reason = draft.reason.trim();
  const start = draft.start ?? now;
  const { end } = draft;
  const misfits = {
    ...('wrong' in matchers
      ? { matchers: maintenanceWords.wrongMatcher(matchers.wrong) }
      : matchers.length === 0 && { matchers: maintenanceWords.noMatcher() }),
    ...(reason === '' && { reason: maintenanceWords.noReason() }),
    ...((end === null || end <= start || end <= now) && { end: maintenanceWords.wrongTimes() }),
  };
  return Object.keys(misfits).length > 0 || 'wrong' in matchers || end === null
    ? { window: null, misfits }
    : { window: { matchers: matchers.map(matcherText), reason, start, end }, misfits };
}
