import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import { recommendationPaths } from '../alerts/paths.ts';
import { percentText } from '../alerts/percent-text.ts';
import { shownLine } from '../text/shown-text.ts';
import { ImprovementBars } from './ImprovementBars.tsx';
import type { ShownRecommendation } from './shown-recommendation.ts';
import { changeText } from './value-text.ts';
import { categoryNames, effortNames, recommendationStateNames, recommendationWords, riskNames } from './words.ts';

export interface RecommendationCardsProps<R extends ShownRecommendation> {
  readonly ds: string;
  readonly recommendations: readonly R[];
  /** Address of one; its page, without. */
  readonly hrefOf?: (id: string) => string;
  readonly renderActions?: (recommendation: R) => ReactNode;
}

/** Recommendations, a card each: what to change, how much it helps, how sure that is, what it costs. */
export function RecommendationCards<R extends ShownRecommendation>(props: RecommendationCardsProps<R>) {
  const { ds, recommendations, hrefOf = (id) => recommendationPaths.one(ds, id), renderActions } = props;
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.cards} aria-label={recommendationWords.list()}>
      {recommendations.map((one) => (
        <li key={one.recommendationId} className={styles.card}>
          <div className={styles.head}>
            <Badge color="blue" text={categoryNames[one.category]()} />
            {one.state !== 'pending' && (
              <Badge
                color={one.state === 'done' || one.state === 'accepted' ? 'green' : 'darkgrey'}
                text={recommendationStateNames[one.state]()}
              />
            )}
            <span className={styles.priority}>{recommendationWords.priority(Math.round(one.priority))}</span>
          </div>
          <div className={styles.title}>
            <TextLink href={hrefOf(one.recommendationId)} inline={false}>
              {shownLine(one.title)}
            </TextLink>
          </div>
          <div className={styles.quiet}>
            {shownLine([one.componentType, one.componentId].filter(Boolean).join(' '), 120)}
          </div>
          <div className={styles.change}>
            <code className={styles.parameter}>{shownLine(one.parameter, 80)}</code> {changeText(one)}
          </div>
          <ImprovementBars of={one} />
          <div className={styles.quiet}>
            {[
              recommendationWords.sure(percentText(one.confidence)),
              riskNames[one.riskLevel](),
              effortNames[one.estimatedEffort](),
            ].join(' · ')}
          </div>
          {one.state === 'snoozed' && one.snoozedUntil !== null && (
            <div className={styles.quiet}>{recommendationWords.snoozedUntil(dateTimeFormat(one.snoozedUntil))}</div>
          )}
          {renderActions && <div className={styles.actions}>{renderActions(one)}</div>}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    listStyle: 'none',
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(1.5),
  }),
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.75) }),
  priority: css({
    marginLeft: 'auto',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  change: css({ fontVariantNumeric: 'tabular-nums' }),
  parameter: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75), marginTop: 'auto' }),
});
