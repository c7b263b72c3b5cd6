import { t } from '../ui/translate.ts';

export const helpWords = {
  title: () => t('help.title', 'Nightjar cheat sheet'),
  intro: () =>
    t(
      'help.intro',
      'Write PromQL as in any Prometheus panel; Nightjar learns what each series normally does and marks what it does otherwise. Click an example to take it.'
    ),
  traffic: () => t('help.traffic', 'Requests per second of each service'),
  latency: () => t('help.latency', '95th percentile of the latency of each service'),
  errors: () => t('help.errors', 'Share of failed requests'),
  cpu: () => t('help.cpu', 'CPU use of each machine'),
  memory: () => t('help.memory', 'Memory of each process'),
  scoresTitle: () => t('help.scores-title', 'What a score means'),
  scores: () =>
    t(
      'help.scores',
      'Scores run from 0 to 1 and mean the same for every detector: from 0.7 on an anomaly is low, from 0.8 medium, from 0.9 high. Sensitivity moves these thresholds and leaves the scores as they are.'
    ),
  historyTitle: () => t('help.history-title', 'How much history it needs'),
  history: () =>
    t(
      'help.history',
      'Nothing has to be set up. Models are fitted on the training window before each day, or on what there is of it, and kept; the first answer may come before all of them are ready and is completed by itself.'
    ),
};
