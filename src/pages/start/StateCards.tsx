import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';
import type { Health } from '../../api/health.ts';
import { errorMessage } from '../../ui/error-message.ts';
import type { Answer } from '../../ui/use-answer.ts';
import { stateCards } from './state-cards.ts';
import type { StateCard } from './state-cards.ts';
import { stateWords } from './words.ts';

/** How engine, provider, Prometheus, store and models are. */
export function StateCards({ health }: { readonly health: Answer<Health> }) {
  const styles = useStyles2(getStyles);
  const cards = cardsOf(health);
  return (
    <section aria-label={stateWords.heading()} className={styles.cards} aria-busy={health.state === 'loading'}>
      {cards.map((card) => (
        <div key={card.title} className={styles.card}>
          <div className={styles.head}>
            <Mark state={card.state} />
            <span className={styles.title}>{card.title}</span>
          </div>
          <div className={styles.value}>{card.value}</div>
          {card.detail && <div className={styles.detail}>{card.detail}</div>}
        </div>
      ))}
    </section>
  );
}

function cardsOf(health: Answer<Health>): StateCard[] {
  switch (health.state) {
    case 'loading':
      return stateCards(null);
    case 'failed':
      return [
        {
          title: stateWords.engine(),
          state: 'bad',
          value: stateWords.engineFailed(),
          detail: errorMessage(health.error),
        },
      ];
    case 'done':
      return stateCards(health.value);
  }
}

function Mark({ state }: { readonly state: StateCard['state'] }) {
  const styles = useStyles2(getStyles);
  switch (state) {
    case 'waiting':
      return <Spinner inline size="sm" />;
    case 'good':
      return <Icon name="check-circle" className={styles.good} />;
    case 'bad':
      return <Icon name="exclamation-triangle" className={styles.bad} />;
    case 'plain':
      return <Icon name="info-circle" className={styles.plain} />;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(1),
  }),
  card: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  title: css({ color: theme.colors.text.secondary }),
  value: css({ fontWeight: theme.typography.fontWeightMedium }),
  detail: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
  plain: css({ color: theme.colors.text.secondary }),
});
