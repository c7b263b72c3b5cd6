import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { recommendationPaths } from '../alerts/paths.ts';
import { percentText } from '../alerts/percent-text.ts';
import { DataTable } from '../table/DataTable.tsx';
import { shownLine } from '../text/shown-text.ts';
import { ImprovementBars } from './ImprovementBars.tsx';
import type { ShownRecommendation } from './shown-recommendation.ts';
import { changeText } from './value-text.ts';
import { categoryNames, effortNames, recommendationStateNames, recommendationWords, riskNames } from './words.ts';

export interface RecommendationTableProps {
  readonly ds: string;
  readonly recommendations: readonly ShownRecommendation[];
}

/** Recommendations, a row each. */
export function RecommendationTable({ ds, recommendations }: RecommendationTableProps) {
  const styles = useStyles2(getStyles);
  const words = recommendationWords;
  return (
    <DataTable
      name={words.list()}
      headings={[
        words.title(),
        words.component(),
        words.category(),
        words.values(),
        words.improvement(),
        words.confidence(),
        words.cost(),
        words.state(),
      ]}
    >
      {recommendations.map((one) => (
        <tr key={one.recommendationId}>
          <td className={styles.title}>
            <TextLink href={recommendationPaths.one(ds, one.recommendationId)} inline={false}>
              {shownLine(one.title)}
            </TextLink>
          </td>
          <td className={styles.text}>{shownLine(one.componentId, 80)}</td>
          <td>{categoryNames[one.category]()}</td>
          <td className={styles.change}>
            {changeText(one)} <div className={styles.quiet}>{shownLine(one.parameter, 60)}</div>
          </td>
          <td>
            <ImprovementBars of={one} />
          </td>
          <td>{percentText(one.confidence)}</td>
          <td>{`${riskNames[one.riskLevel]()}, ${effortNames[one.estimatedEffort]().toLowerCase()}`}</td>
          <td>{recommendationStateNames[one.state]()}</td>
        </tr>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ minWidth: 220, overflowWrap: 'anywhere' }),
  text: css({ overflowWrap: 'anywhere' }),
  change: css({ minWidth: 140, fontVariantNumeric: 'tabular-nums' }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
