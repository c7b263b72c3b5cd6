import type { WatchedForecast } from '../../../api/forecasts.ts';
import { seriesName } from '../../../ui/forecast/model/series-name.ts';

/** The rows in whose monitor or labels every word of a text stands, whatever its case. */
export function matching(rows: readonly WatchedForecast[], text: string): readonly WatchedForecast[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ monitor, labels }) => {
    const known = `${monitor.name} ${seriesName(labels, '')}`.toLowerCase();
    return words.every((word) => known.includes(word));
  });
}
