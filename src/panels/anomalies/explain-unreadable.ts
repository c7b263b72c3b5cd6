import type { Unreadable } from '../../ui/model/read-series.ts';
import { panelWords } from './words.ts';

/** What is missing in the data, and what to do about it. */
export function explainUnreadable(why: Unreadable): { readonly title: string; readonly help: string } {
  switch (why.kind) {
    case 'no-data':
      return { title: panelWords.noData(), help: panelWords.noDataHelp() };
    case 'no-time':
      return { title: panelWords.noTime(), help: panelWords.noTimeHelp(why.fields.join(', ')) };
    case 'no-number':
      return { title: panelWords.noNumber(), help: panelWords.noNumberHelp(why.fields.join(', ')) };
    case 'no-results':
      return { title: panelWords.noResults(), help: panelWords.noResultsHelp(why.fields.join(', ')) };
    case 'scores-only':
      return { title: panelWords.scoresOnly(), help: panelWords.scoresOnlyHelp() };
    case 'intervals':
      return { title: panelWords.intervals(), help: panelWords.intervalsHelp() };
  }
}
