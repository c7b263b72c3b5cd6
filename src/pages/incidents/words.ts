import { t } from '../../ui/translate.ts';

export const incidentsWords = {
  subtitle: () =>
    t(
      'incidents.subtitle',
      'Alerts that belong together, the most urgent first: what it is about, where to look, who has it.'
    ),
  tabIncidents: () => t('incidents.tab-incidents', 'Incidents'),
  tabMaintenance: () => t('incidents.tab-maintenance', 'Maintenance windows'),
  tabOptions: () => t('incidents.tab-options', 'Options'),
  viewer: () => t('incidents.viewer', 'incidents are yours to read, not to act on.'),
  retry: () => t('incidents.retry', 'Try again'),
  actionFailed: (reason: string) => t('incidents.action-failed', 'That did not work: {{reason}}', { reason }),
  cancel: () => t('incidents.cancel', 'Cancel'),
};
