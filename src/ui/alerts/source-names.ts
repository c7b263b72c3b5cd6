import type { AlertSource } from '../../../contract/alerts.ts';
import { t } from '../translate.ts';

export const sourceNames: Record<AlertSource, () => string> = {
  monitor: () => t('alert-source.monitor', 'Monitor'),
  forecast: () => t('alert-source.forecast', 'Forecast'),
  alertmanager: () => t('alert-source.alertmanager', 'Alertmanager'),
  grafana: () => t('alert-source.grafana', 'Grafana Alerting'),
  file: () => t('alert-source.file', 'File'),
};
