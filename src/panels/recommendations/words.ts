import { t } from '../../ui/translate.ts';

export const panelWords = {
  category: () => t('recommendations-panel.category', 'Recommendations'),
  look: () => t('recommendations-panel.look', 'Shown as'),
  cards: () => t('recommendations-panel.cards', 'Cards'),
  table: () => t('recommendations-panel.table', 'Table'),
  most: () => t('recommendations-panel.most', 'How many'),
  mostHelp: () => t('recommendations-panel.most-help', 'The first by priority; 0 shows all.'),
  onlyCurrent: () => t('recommendations-panel.only-current', 'Leave out what is put away'),
  onlyCurrentHelp: () =>
    t('recommendations-panel.only-current-help', 'Dismissed, snoozed and expired ones are not shown.'),
  loading: () => t('recommendations-panel.loading', 'Loading the recommendations'),
  failed: () => t('recommendations-panel.failed', 'The query failed'),
  noData: () => t('recommendations-panel.no-data', 'No data'),
  noDataHelp: () =>
    t('recommendations-panel.no-data-help', 'Query a Nightjar datasource with the output Recommendations.'),
  other: () => t('recommendations-panel.other', 'These are no recommendations'),
  otherHelp: () =>
    t('recommendations-panel.other-help', 'Choose the output Recommendations, shown as a table, in the query.'),
  none: () => t('recommendations-panel.none', 'Nothing to recommend'),
  noneHelp: () =>
    t('recommendations-panel.none-help', 'Nightjar looks on schedule; what is worth a change appears here.'),
};
