import { css } from '@emotion/css';
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Drawer, useStyles2 } from '@grafana/ui';
import { readRecommendation } from '../../api/recommendations.ts';
import type { Recommendation } from '../../api/recommendations.ts';
import type { ResourceSender } from '../../api/request.ts';
import { percentText } from '../../ui/alerts/percent-text.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { ImprovementBars } from '../../ui/recommendations/ImprovementBars.tsx';
import { valueText } from '../../ui/recommendations/value-text.ts';
import { effortNames, recommendationStateNames, riskNames } from '../../ui/recommendations/words.ts';
import { shownLine, shownText } from '../../ui/text/shown-text.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { DeedButtons } from './DeedButtons.tsx';
import type { Decisions } from './use-decisions.ts';
import { detailWords, methodNames } from './words.ts';

export interface RecommendationDrawerProps {
  readonly datasource: ResourceSender;
  readonly id: string;
  readonly decisions: Decisions;
  readonly mayDecide: boolean;
  /** Counts changes, so that it is read anew. */
  readonly changes: number;
  readonly onClose: () => void;
}

/** All that is known of one recommendation. */
export function RecommendationDrawer(props: RecommendationDrawerProps) {
  const { datasource, id, decisions, mayDecide, changes, onClose } = props;
  const read = useCallback((source: ResourceSender) => readRecommendation(source, id), [id]);
  const answer = useAnswer(datasource, read, changes);
  const one = answer.state === 'done' ? answer.value : null;
  return (
    <Drawer
      title={one ? shownLine(one.title) : ''}
      subtitle={one ? shownLine([one.componentType, one.componentId].join(' ')) : undefined}
      size="sm"
      onClose={onClose}
    >
      {answer.state === 'loading' && <PlainMessage icon="spinner" title={detailWords.loading()} />}
      {answer.state === 'failed' && <Alert severity="error" title={detailWords.failed(errorMessage(answer.error))} />}
      {decisions.failure !== null && <Alert severity="error" title={decisions.failure} />}
      {one && <Details one={one} buttons={mayDecide && <DeedButtons recommendation={one} decisions={decisions} />} />}
    </Drawer>
  );
}

function Details({ one, buttons }: { readonly one: Recommendation; readonly buttons: ReactNode }) {
  const styles = useStyles2(getStyles);
  const { estimate, implementationSteps: steps } = one;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [detailWords.confidence(), percentText(one.confidence)],
    [detailWords.risk(), `${riskNames[one.riskLevel]()}, ${effortNames[one.estimatedEffort]().toLowerCase()}`],
    [detailWords.found(), dateTimeFormat(one.createdAt)],
    [detailWords.expires(), dateTimeFormat(one.expiresAt)],
    [detailWords.origin(), shownLine(one.origin, 120)],
  ];
  return (
    <div className={styles.body}>
      <p className={styles.text}>{shownText(one.description)}</p>
      {one.decidedBy && (
        <p className={styles.text}>
          {detailWords.decided(recommendationStateNames[one.state](), shownLine(one.decidedBy, 60))}
          {one.reason && ` ${detailWords.reason(shownLine(one.reason))}`}
        </p>
      )}
      {buttons}
      <section aria-label={detailWords.change()}>
        <h3 className={styles.heading}>{detailWords.change()}</h3>
        <code className={styles.code}>{shownLine(one.parameter, 120)}</code>
        <dl className={styles.values}>
          <div>
            <dt>{detailWords.current()}</dt>
            <dd>{valueText(one.currentValue, one.unit)}</dd>
          </div>
          <div>
            <dt>{detailWords.recommended()}</dt>
            <dd className={styles.strong}>{valueText(one.recommendedValue, one.unit)}</dd>
          </div>
        </dl>
      </section>
      <section aria-label={detailWords.improvement()}>
        <h3 className={styles.heading}>{detailWords.improvement()}</h3>
        <ImprovementBars of={one} />
        {one.measuredText && <p className={styles.text}>{shownText(one.measuredText, 600)}</p>}
        <p className={styles.quiet}>{detailWords.estimated(methodNames[estimate.method](), estimate.samples)}</p>
        <p className={styles.quiet}>{shownText(estimate.text, 600)}</p>
      </section>
      {steps.length > 0 && (
        <section aria-label={detailWords.steps()}>
          <h3 className={styles.heading}>{detailWords.steps()}</h3>
          <ol className={styles.steps}>
            {steps.map((step, place) => (
              <li key={place}>{shownText(step, 600)}</li>
            ))}
          </ol>
        </section>
      )}
      <section aria-label={detailWords.facts()}>
        <h3 className={styles.heading}>{detailWords.facts()}</h3>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const term = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), overflowWrap: 'anywhere' }),
    text: css({ margin: 0, whiteSpace: 'pre-line' }),
    quiet: css({ margin: theme.spacing(0.5, 0, 0), ...term }),
    heading: css({ fontSize: theme.typography.h5.fontSize, margin: theme.spacing(0, 0, 0.5) }),
    code: css({ fontFamily: theme.typography.fontFamilyMonospace }),
    values: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 4),
      margin: theme.spacing(1, 0, 0),
      dt: term,
      dd: { margin: 0, fontSize: theme.typography.h4.fontSize },
    }),
    strong: css({ fontWeight: theme.typography.fontWeightMedium }),
    steps: css({ paddingLeft: theme.spacing(2.5), margin: 0, whiteSpace: 'pre-line' }),
    facts: css({
      display: 'grid',
      gridTemplateColumns: '1fr 1fr',
      gap: theme.spacing(1),
      margin: 0,
      dt: term,
      dd: { margin: 0 },
    }),
  };
};
