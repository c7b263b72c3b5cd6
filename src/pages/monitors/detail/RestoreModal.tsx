import { Button, Modal } from '@grafana/ui';
import type { MonitorSpec, MonitorVersion } from '../../../api/monitors.ts';
import { SpecChanges } from '../SpecChanges.tsx';
import { versionWords } from './words.ts';

export interface RestoreModalProps {
  readonly version: MonitorVersion;
  /** The spec in force. */
  readonly now: MonitorSpec;
  readonly onRestore: () => void;
  readonly onClose: () => void;
}

/** What going back to a version would change, before it does. */
export function RestoreModal({ version: { version, spec }, now, onRestore, onClose }: RestoreModalProps) {
  return (
    <Modal isOpen title={versionWords.restoreTitle(version)} onDismiss={onClose}>
      <p>{versionWords.restoreBody()}</p>
      <SpecChanges before={now} after={spec} none={versionWords.restoreNothing()} />
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {versionWords.cancel()}
        </Button>
        <Button onClick={onRestore}>{versionWords.restoreButton()}</Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
