import type { Undrawable } from '../../ui/forecast/model/read-forecasts.ts';
import { forecastPanelWords } from './words.ts';

/** What is missing in the data, and what to do about it. */
export function explainUndrawable(why: Undrawable): { readonly title: string; readonly help: string } {
  switch (why.kind) {
    case 'no-data':
      return { title: forecastPanelWords.noData(), help: forecastPanelWords.noDataHelp() };
    case 'no-forecast':
      return { title: forecastPanelWords.noForecast(), help: forecastPanelWords.noForecastHelp(why.fields.join(', ')) };
    case 'numbers':
      return { title: forecastPanelWords.numbers(), help: forecastPanelWords.numbersHelp() };
  }
}
