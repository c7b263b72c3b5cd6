import type { MonitorState } from '../../../contract/monitor.ts';
import { t } from '../translate.ts';

export const stateNames: Record<MonitorState, () => string> = {
  new: () => t('monitors.state-new', 'New'),
  learning: () => t('monitors.state-learning', 'Learning'),
  ok: () => t('monitors.state-ok', 'Normal'),
  anomalous: () => t('monitors.state-anomalous', 'Anomalous'),
  late: () => t('monitors.state-late', 'Late'),
  failing: () => t('monitors.state-failing', 'Failing'),
  paused: () => t('monitors.state-paused', 'Paused'),
};
