import { t } from '../translate.ts';

export const promqlWords = {
  label: () => t('promql.label', 'PromQL query. Shift+Enter runs it.'),
  placeholder: () => t('promql.placeholder', 'Enter a PromQL query, then press Shift+Enter'),
  noCompletion: (reason: string) => t('promql.no-completion', 'No completion of names: {{reason}}', { reason }),
  editorFailed: (reason: string) =>
    t('promql.editor-failed', 'The PromQL editor could not be loaded, so this is a plain field: {{reason}}', {
      reason,
    }),
};
