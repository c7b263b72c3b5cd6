import { t } from '../translate.ts';

export const timelineWords = {
  label: (counts: string, from: string, to: string) =>
    t('timeline.label', '{{counts}}, from {{from}} to {{to}}', { counts, from, to }),
  mark: (severity: string, series: string, when: string) =>
    t('timeline.mark', '{{severity}}: {{series}}, {{when}}', { severity, series, when }),
};
