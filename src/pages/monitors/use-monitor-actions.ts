import { useCallback, useState } from 'react';
import { deleteMonitor, pauseMonitor, restoreMonitor } from '../../api/monitors.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { monitorWords } from './words.ts';

type Named = { readonly id: string; readonly name: string };

export interface MonitorActions {
  /** What went wrong last, in a sentence. */
  readonly failure: string | null;
  /** Deleted here a moment ago, and may come back. */
  readonly deleted: readonly Named[];
  pause(monitor: Named, paused: boolean): Promise<void>;
  remove(monitor: Named): Promise<void>;
  undo(monitor: Named): Promise<void>;
  forget(monitor: Named): void;
}

/** Changes of a monitor's life; `onChanged` after each that worked. */
export function useMonitorActions(datasource: ResourceSender, onChanged: () => void): MonitorActions {
  const [failure, setFailure] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<readonly Named[]>([]);
  const forget = useCallback(({ id }: Named) => setDeleted((all) => all.filter((one) => one.id !== id)), []);
  const act = useCallback(
    async (work: () => Promise<unknown>, words: (reason: string) => string) => {
      setFailure(null);
      try {
        await work();
        onChanged();
      } catch (error) {
        setFailure(words(errorMessage(error)));
      }
    },
    [onChanged]
  );
  return {
    failure,
    deleted,
    forget,
    pause: ({ id }, paused) => act(() => pauseMonitor(datasource, id, paused), monitorWords.failed),
    remove: ({ id, name }) =>
      act(async () => {
        await deleteMonitor(datasource, id);
        setDeleted((all) => [...all, { id, name }]);
      }, monitorWords.failed),
    undo: (monitor) =>
      act(
        async () => {
          await restoreMonitor(datasource, monitor.id);
          forget(monitor);
        },
        (reason) => monitorWords.undoFailed(monitor.name, reason)
      ),
  };
}
