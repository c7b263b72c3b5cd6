import { useCallback, useState } from 'react';
import { changeMonitor, createMonitor } from '../../../api/monitors.ts';
import type { MonitorRecord, MonitorSpec } from '../../../api/monitors.ts';
import { statusOf } from '../../../api/request.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';

/** How saving stands. */
export type Saving =
  | { readonly state: 'idle' | 'saving' | 'conflict' }
  | { readonly state: 'failed'; readonly reason: string; readonly isNameTaken: boolean }
  | { readonly state: 'saved'; readonly id: string };

export interface Saver {
  readonly saving: Saving;
  save(spec: MonitorSpec, note: string): Promise<void>;
  /** The version that the next save begins from, after a conflict was settled. */
  settle(version: number): void;
  /** What failed is being mended: it is no longer said. */
  forget(): void;
}

/** Creates a monitor, or saves a new version of `monitor`. */
export function useSave(datasource: ResourceSender, monitor: MonitorRecord | null): Saver {
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [version, setVersion] = useState(monitor?.version ?? 0);
  const save = async (spec: MonitorSpec, note: string) => {
    setSaving({ state: 'saving' });
    try {
      const { id } = monitor
        ? await changeMonitor(datasource, monitor.id, { spec, version, note })
        : await createMonitor(datasource, spec);
      setSaving({ state: 'saved', id });
    } catch (error) {
      const isConflict = monitor !== null && statusOf(error) === 409;
      const reason = errorMessage(error);
      const isNameTaken = statusOf(error) === 400 && reason.includes(`named '${spec.name}' already`);
      setSaving(isConflict ? { state: 'conflict' } : { state: 'failed', reason, isNameTaken });
    }
  };
  const settle = (now: number) => {
    setVersion(now);
    setSaving({ state: 'idle' });
  };
  const forget = useCallback(() => setSaving((before) => (before.state === 'failed' ? { state: 'idle' } : before)), []);
  return { saving, save, settle, forget };
}
