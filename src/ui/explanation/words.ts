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
  contribution: (name: string, share: string, sigmas: string) =>
    t('drawer.contribution', '{{name}}: {{share}} of the score, {{sigmas}} from expected', { name, share, sigmas }),
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
