import { css } from '@emotion/css';
import { useMemo } from 'react';
import type { PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { PanelMessage } from '../../ui/message/PanelMessage.tsx';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { RecommendationCards } from '../../ui/recommendations/RecommendationCards.tsx';
import { RecommendationTable } from '../../ui/recommendations/RecommendationTable.tsx';
import { DEFAULT_OPTIONS } from './options.ts';
import type { RecommendationsOptions } from './options.ts';
import { readRecommendations } from './read-recommendations.ts';
import { panelWords } from './words.ts';

const CURRENT = ['pending', 'accepted', 'done'];

/** The panel: recommendations as cards or a table, or what is missing. */
export function RecommendationsPanel({ data, options: given }: PanelProps<RecommendationsOptions>) {
  const styles = useStyles2(getStyles);
  const { look, most, onlyCurrent } = { ...DEFAULT_OPTIONS, ...given };
  const reading = useMemo(() => readRecommendations(data.series), [data.series]);
  if (!reading.ok) {
    const otherwise =
      reading.why === 'no-data'
        ? { title: panelWords.noData(), help: panelWords.noDataHelp() }
        : { title: panelWords.other(), help: panelWords.otherHelp() };
    return (
      <PanelMessage
        data={data}
        words={{ loading: panelWords.loading, error: panelWords.failed }}
        otherwise={otherwise}
      />
    );
  }
  const wanted = reading.shown.filter(({ state }) => !onlyCurrent || CURRENT.includes(state));
  const shown = most > 0 ? wanted.slice(0, most) : wanted;
  if (shown.length === 0) {
    return (
      <PlainMessage icon="check-circle" title={panelWords.none()}>
        {panelWords.noneHelp()}
      </PlainMessage>
    );
  }
  // The page knows the datasource by its uid; a public dashboard has none, and no pages either.
  const ds = data.request?.targets.at(0)?.datasource?.uid ?? '';
  return look === 'table' ? (
    <div className={styles.scroller}>
      <RecommendationTable ds={ds} recommendations={shown} />
    </div>
  ) : (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={panelWords.category()}>
      <RecommendationCards ds={ds} recommendations={shown} />
    </div>
  );
}

const getStyles = () => ({ scroller: css({ height: '100%', overflow: 'auto' }) });
