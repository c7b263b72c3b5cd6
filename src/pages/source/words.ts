import { t } from '../../ui/translate.ts';

export const noDatasourceWords = {
  title: () => t('start.no-datasource', 'Connect Nightjar to a Prometheus'),
  help: () =>
    t(
      'start.no-datasource-help',
      'Nightjar reads series through a datasource of its own, which asks your Prometheus, Thanos, Mimir or VictoriaMetrics. There is none in this organisation yet.'
    ),
  add: () => t('start.add-datasource', 'Add a Nightjar datasource'),
  forbidden: () =>
    t(
      'start.add-forbidden',
      'Only an administrator can add datasources. Ask one to add a datasource of the type Nightjar.'
    ),
  failed: (reason: string) => t('start.add-failed', 'The datasource could not be added: {{reason}}', { reason }),
};

export const sourceWords = {
  datasource: () => t('source.datasource', 'Datasource'),
  failed: (reason: string) => t('source.failed', 'The datasource could not be loaded: {{reason}}', { reason }),
  viewer: (what: string) =>
    t('source.viewer', 'You have the role Viewer: {{what}} Ask an administrator for the role Editor.', { what }),
};
