import { Modal } from '@grafana/ui';
import type { ResourceSender } from '../../api/request.ts';
import { YamlText } from './YamlText.tsx';
import { yamlWords } from './words.ts';

export interface YamlModalProps {
  readonly datasource: ResourceSender;
  readonly monitor: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** A monitor as YAML, to read, copy or download. */
export function YamlModal({ datasource, monitor, onClose }: YamlModalProps) {
  return (
    <Modal isOpen title={yamlWords.title(monitor.name)} onDismiss={onClose}>
      <YamlText datasource={datasource} monitor={monitor} />
    </Modal>
  );
}
