import { NightjarError } from '../../errors.ts';
import type { Caller } from '../../monitors/caller.ts';
import type { Recommendation } from '../records.ts';
import type { RecommendationDeed } from '../recommendation-service.ts';
import type { Kept } from './kept.ts';

type State = Recommendation['state'];

/** From which states each deed is to be done. */
const ALLOWED: Readonly<Record<RecommendationDeed['kind'], readonly State[]>> = {
  accept: ['pending', 'snoozed'],
  dismiss: ['pending', 'snoozed', 'accepted'],
  snooze: ['pending', 'snoozed'],
  done: ['pending', 'accepted'],
  reopen: ['accepted', 'done', 'dismissed', 'snoozed', 'expired'],
};
const LONGEST_SNOOZE_MS = 366 * 86_400_000;
/** One that is opened again stands for so long at least. */
const REOPENED_MS = 7 * 86_400_000;

/** What somebody decided of a recommendation. Throws `bad-request` with what is wrong, `conflict` where it stands otherwise. */
export function decide(kept: Kept, deed: RecommendationDeed, { login }: Caller, now: number): Kept {
  const { shown } = kept;
  if (!ALLOWED[deed.kind].includes(shown.state)) {
    throw new NightjarError('conflict', `This recommendation is ${shown.state}: it cannot be ${WORDS[deed.kind]} now.`);
  }
  const decided = { ...kept, decidedAt: now };
  const by = { decidedBy: login, snoozedUntil: null };
  switch (deed.kind) {
    case 'accept':
      return { ...decided, shown: { ...shown, ...by, state: 'accepted' } };
    case 'dismiss':
      if (deed.reason.trim() === '') {
        throw new NightjarError('bad-request', 'Say why it is dismissed: the reason is shown to others.');
      }
      return { ...decided, shown: { ...shown, ...by, state: 'dismissed', reason: deed.reason.trim() } };
    case 'snooze':
      if (!(deed.until > now && deed.until - now <= LONGEST_SNOOZE_MS)) {
        throw new NightjarError('bad-request', 'A recommendation is snoozed until a time to come, within a year.');
      }
      return {
        ...decided,
        shown: { ...shown, ...by, state: 'snoozed', snoozedUntil: new Date(deed.until).toISOString() },
      };
    case 'done':
      return {
        ...decided,
        doneAt: now,
        shown: { ...shown, ...by, state: 'done', measuredText: 'It is measured once enough time has passed.' },
      };
    case 'reopen': {
      const expiresAt = new Date(Math.max(Date.parse(shown.expiresAt), now + REOPENED_MS)).toISOString();
      const open = { state: 'pending', reason: '', measuredImprovement: null, measuredText: '', expiresAt } as const;
      return { ...decided, doneAt: null, shown: { ...shown, ...by, ...open } };
    }
  }
}

const WORDS: Readonly<Record<RecommendationDeed['kind'], string>> = {
  accept: 'accepted',
  dismiss: 'dismissed',
  snooze: 'snoozed',
  done: 'marked as done',
  reopen: 'opened again',
};
