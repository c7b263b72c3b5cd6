import { css } from '@emotion/css';
import { useCallback, useMemo } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { PREDICTIONS } from '../../../../contract/forecast.ts';
import type { PredictionKind } from '../../../../contract/forecast.ts';
import { askPrediction } from '../../../api/forecasts.ts';
import type { ForecastQuestion, PredictionRecord } from '../../../api/forecasts.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { Section } from '../../../ui/forecast/explanation/Section.tsx';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { unitFormat } from '../../../ui/forecast/model/of-record.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { predictionWords } from './words.ts';

export interface PredictionsProps {
  readonly datasource: ResourceSender;
  /** As of the forecast they belong to; one of them has the series. */
  readonly questions: readonly ForecastQuestion[];
  readonly labels: Readonly<Record<string, string>>;
}

/** The six predictions of one series, each as it comes in. */
export function Predictions(props: PredictionsProps) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={predictionWords.title()}>
      <Text color="secondary">{predictionWords.lead()}</Text>
      <ul className={styles.cards}>
        {PREDICTIONS.map((kind) => (
          <li key={kind} className={styles.card}>
            <h4 className={styles.name}>{predictionWords.names[kind]()}</h4>
            <PredictionCard kind={kind} {...props} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PredictionCard({ kind, datasource, questions, labels }: PredictionsProps & { readonly kind: PredictionKind }) {
  const styles = useStyles2(getStyles);
  const text = JSON.stringify(questions);
  const source = useMemo(() => ({ datasource, questions: JSON.parse(text) as ForecastQuestion[] }), [datasource, text]);
  const ask = useCallback(
    async (asked: typeof source) => {
      const replies = await Promise.all(asked.questions.map((one) => askPrediction(asked.datasource, kind, one)));
      return replies.flatMap(({ predictions }) => predictions);
    },
    [kind]
  );
  const answer = useAnswer(source, ask);
  if (answer.state === 'loading') {
    return <p className={styles.quiet}>{predictionWords.loading()}…</p>;
  }
  if (answer.state === 'failed') {
    return <p className={styles.failed}>{errorMessage(answer.error)}</p>;
  }
  const prediction = answer.value.find((one) => labelKey(one.labels) === labelKey(labels));
  return prediction ? <Said prediction={prediction} /> : <p className={styles.quiet}>{predictionWords.unknown()}</p>;
}

function Said({ prediction }: { readonly prediction: PredictionRecord }) {
  const styles = useStyles2(getStyles);
  const { value, lower, upper, unit, level, horizon, model, summary, why, trend } = prediction;
  const format = unitFormat(unit);
  return (
    <>
      <div className={styles.value}>{value === null ? predictionWords.unknown() : format(value)}</div>
      {value !== null && lower !== null && upper !== null && (
        <div className={styles.quiet}>{predictionWords.span(format(lower), format(upper), level)}</div>
      )}
      {trend && (
        <div className={styles.quiet}>
          {(trend.isSignificant ? predictionWords.significant : predictionWords.insignificant)(pText(trend.pValue))}
        </div>
      )}
      <p className={styles.summary}>{value === null ? (why ?? summary) : summary}</p>
      <div className={styles.quiet}>{predictionWords.madeWith(durationText(horizon), model)}</div>
    </>
  );
}

function pText(pValue: number): string {
  return pValue < 0.001 ? '< 0.001' : `= ${pValue.toPrecision(2)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    gap: theme.spacing(1),
    listStyle: 'none',
  }),
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  name: css({ margin: 0, fontSize: theme.typography.body.fontSize, color: theme.colors.text.secondary }),
  value: css({ fontSize: theme.typography.h3.fontSize, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }),
  summary: css({ margin: 0, flex: 1 }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  failed: css({ margin: 0, color: theme.colors.error.text }),
});
