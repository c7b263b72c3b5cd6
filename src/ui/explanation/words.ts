import { t } from '../translate.ts';

export const drawerWords = {
  listTitle: () => t('drawer.list-title', 'Anomalies'),
  listSubtitle: (count: number) => t('drawer.list-subtitle', '{{count}} in this time range, latest first', { count }),
  none: () => t('drawer.none', 'No anomalies in this time range.'),
  back: () => t('drawer.back', 'All anomalies'),
  earlier: () => t('drawer.earlier', 'Earlier'),
  earlierHelp: () => t('drawer.earlier-help', 'The anomaly before this one'),
  later: () => t('drawer.later', 'Later'),
  laterHelp: () => t('drawer.later-help', 'The anomaly after this one'),
  from: () => t('drawer.from', 'From'),
  to: () => t('drawer.to', 'To'),
  lasted: (duration: string) => t('drawer.lasted', 'lasted {{duration}}', { duration }),
  onePoint: () => t('drawer.one-point', 'a single point'),
  score: () => t('drawer.score', 'Score'),
  confidence: () => t('drawer.confidence', 'Confidence'),
  why: () => t('drawer.why', 'Why'),
  facts: () => t('drawer.facts', 'The numbers'),
  contributions: () => t('drawer.contributions', 'What contributed'),
  seen: (value: string, expected: string) => t('drawer.seen', '{{value}} instead of {{expected}}', { value, expected }),
  seenFar: (value: string, expected: string, sigmas: string) =>
    t('drawer.seen-far', '{{value}} instead of {{expected}}, {{sigmas}}', { value, expected, sigmas }),
  sharesOfScore: () => t('drawer.shares-of-score', 'Each bar is a share of what makes it unusual.'),
  measured: (measure: string, value: string, usual: string) =>
    t('drawer.measured', '{{measure}}: {{value}}, usually {{usual}}.', { measure, value, usual }),
  barsAddUp: (difference: string) =>
    t('drawer.bars-add-up', 'The bars add up to the difference, {{difference}}.', { difference }),
  lessUnusual: () => t('drawer.less-unusual', 'less unusual'),
  moreUnusual: () => t('drawer.more-unusual', 'more unusual'),
  share: (name: string, amount: string) => t('drawer.share', '{{name}}: {{amount}} of the whole.', { name, amount }),
  adds: (name: string, amount: string) =>
    t('drawer.adds', '{{name}}: makes it more unusual by {{amount}}.', { name, amount }),
  takes: (name: string, amount: string) =>
    t('drawer.takes', '{{name}}: makes it less unusual by {{amount}}.', { name, amount }),
  others: () => t('drawer.others', 'All others'),
  noValue: () => t('drawer.no-value', 'none'),
  barValue: (value: string) => t('drawer.bar-value', 'Value {{value}}', { value }),
  barExpected: (expected: string) => t('drawer.bar-expected', 'Expected {{expected}}', { expected }),
  barNormal: (expected: string, lower: string, upper: string) =>
    t('drawer.bar-normal', 'Expected {{expected}}, normal {{lower}} to {{upper}}', { expected, lower, upper }),
  links: () => t('drawer.links', 'Links'),
  value: () => t('drawer.value', 'Value'),
  expected: () => t('drawer.expected', 'Expected'),
  normalRange: () => t('drawer.normal-range', 'Normal range'),
  fromTo: (from: string, to: string) => t('drawer.from-to', '{{from}} to {{to}}', { from, to }),
  chosenModel: (detector: string, because: string, span: string, points: string) =>
    t(
      'drawer.chosen-model',
      'Detector {{detector}}, chosen by Auto because {{because}}, fitted on {{span}} of history ({{points}} points).',
      { detector, because, span, points }
    ),
  model: (detector: string, span: string, points: string) =>
    t('drawer.model', 'Detector {{detector}}, fitted on {{span}} of history ({{points}} points).', {
      detector,
      span,
      points,
    }),
};
