import { t } from '../translate.ts';

export const incidentRowWords = {
  list: () => t('incident-row.list', 'Incidents'),
  priority: (priority: string) => t('incident-row.priority', 'Priority {{priority}} of 100', { priority }),
  cause: () => t('incident-row.cause', 'Look first at'),
  likely: (percent: string) => t('incident-row.likely', '({{percent}} likely)', { percent }),
  noCause: () => t('incident-row.no-cause', 'No likely cause found yet'),
  firing: (firing: number, alerts: number) =>
    t('incident-row.firing', '{{firing}} of {{alerts}} alerts firing', { firing, alerts }),
  received: (received: number) => t('incident-row.received', '{{received}} received', { received }),
  since: (duration: string) => t('incident-row.since', 'for {{duration}}', { duration }),
  lasted: (duration: string) => t('incident-row.lasted', 'lasted {{duration}}', { duration }),
  nobody: () => t('incident-row.nobody', 'nobody assigned'),
  escalated: () => t('incident-row.escalated', 'Escalated'),
  silenced: (until: string) => t('incident-row.silenced', 'Silenced until {{until}}', { until }),
  services: (count: number) => t('incident-row.services', 'Services: {{count}}', { count }),
  more: (count: number) => t('incident-row.more', '+{{count}}', { count }),
};
