import { t } from '../translate.ts';

export const laneWords = {
  label: (lanes: number, marks: number) =>
    t(
      'lanes.label',
      'Timeline, detections: {{marks}}, lanes: {{lanes}}. Arrow keys move from one to the next, Enter opens it.',
      { lanes, marks }
    ),
  none: () => t('lanes.none', 'none'),
  more: (count: number) => t('lanes.more', '{{count}} more lanes are not drawn: filter to see them.', { count }),
  muted: () => t('lanes.muted', 'Suppressed, or said to be none'),
  open: () => t('lanes.open', 'still open'),
};
