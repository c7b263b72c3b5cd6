import { useCallback, useState } from 'react';
import { actOnIncident } from '../../../api/incidents.ts';
import type { IncidentDeed } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { incidentsWords } from '../words.ts';

export interface IncidentActions {
  /** What went wrong last, in a sentence. */
  readonly failure: string | null;
  readonly isBusy: boolean;
  /** Resolves to whether it worked. */
  act(deed: IncidentDeed): Promise<boolean>;
}

/** What people do with one incident; `onDone` after each that worked. */
export function useIncidentActions(datasource: ResourceSender, id: string, onDone: () => void): IncidentActions {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = useCallback(
    async (deed: IncidentDeed) => {
      setFailure(null);
      setBusy(true);
      try {
        await actOnIncident(datasource, id, deed);
        onDone();
        return true;
      } catch (error) {
        setFailure(incidentsWords.actionFailed(errorMessage(error)));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [datasource, id, onDone]
  );
  return { failure, isBusy, act };
}
