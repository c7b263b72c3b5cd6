import { useCallback, useState } from 'react';
import { decideRecommendation } from '../../api/recommendations.ts';
import type { RecommendationDeed } from '../../api/recommendations.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { pageWords } from './words.ts';

export interface Decisions {
  /** What went wrong last, in a sentence. */
  readonly failure: string | null;
  readonly isBusy: boolean;
  decide(id: string, deed: RecommendationDeed): Promise<void>;
}

/** What people decide about recommendations; `onDone` after each that worked. */
export function useDecisions(datasource: ResourceSender, onDone: () => void): Decisions {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const decide = useCallback(
    async (id: string, deed: RecommendationDeed) => {
      setFailure(null);
      setBusy(true);
      try {
        await decideRecommendation(datasource, id, deed);
        onDone();
      } catch (error) {
        setFailure(pageWords.actionFailed(errorMessage(error)));
      } finally {
        setBusy(false);
      }
    },
    [datasource, onDone]
  );
  return { failure, isBusy, decide };
}
