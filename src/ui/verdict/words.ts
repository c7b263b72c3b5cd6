import { t } from '../translate.ts';
import type { Verdict } from '../../../contract/monitor.ts';

export const verdictNames: Record<Verdict, () => string> = {
  true: () => t('verdict.true', 'True'),
  false: () => t('verdict.false', 'False'),
  expected: () => t('verdict.expected', 'Expected'),
};

export const verdictWords = {
  group: (series: string) => t('verdict.group', 'Verdict on {{series}}', { series }),
  trueHelp: () => t('verdict.true-help', 'It was an anomaly: keep it out of training.'),
  falseHelp: () => t('verdict.false-help', 'It was none: mark less of its kind.'),
  expectedHelp: () => t('verdict.expected-help', 'It was to be expected, for a while or always.'),
  by: (verdict: string, who: string, when: string) =>
    t('verdict.by', '{{verdict}}, said {{who}}, {{when}}', { verdict, who, when }),
  until: (when: string) => t('verdict.until', 'until {{when}}', { when }),
  always: () => t('verdict.always', 'always'),
  none: () => t('verdict.none', 'No verdict yet'),
  withdraw: () => t('verdict.withdraw', 'Take back'),
  failed: (reason: string) => t('verdict.failed', 'The verdict was not kept: {{reason}}', { reason }),
  expectedTitle: () => t('verdict.expected-title', 'Expected until'),
  expectedExplain: () =>
    t('verdict.expected-explain', 'The like of it is not marked until then, such as during a sale or a migration.'),
  untilLabel: () => t('verdict.until-label', 'Until'),
  forever: () => t('verdict.forever', 'Always'),
  day: () => t('verdict.day', 'A day'),
  week: () => t('verdict.week', 'A week'),
  at: () => t('verdict.at', 'A time of its own'),
  note: () => t('verdict.note', 'Why (optional)'),
  past: () => t('verdict.past', 'Choose a time that is still to come.'),
  give: () => t('verdict.give', 'Say expected'),
  cancel: () => t('verdict.cancel', 'Cancel'),
};
