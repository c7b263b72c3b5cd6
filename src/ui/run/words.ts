import { t } from '../translate.ts';

export const runWords = {
  waiting: () => t('run.waiting', 'Waiting for the engine'),
  partial: () => t('run.partial', 'Fitting models for the rest of the range'),
  seconds: (seconds: number) => t('run.seconds', '{{seconds}} s', { seconds }),
  cancel: () => t('run.cancel', 'Cancel'),
};
