import { css } from '@emotion/css';
import type { GrafanaTheme2, QueryEditorHelpProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { QUERY_DEFAULTS } from '../../contract/query.ts';
import { helpWords } from './help-words.ts';
import type { StoredQuery } from './stored.ts';

const EXAMPLES = [
  { expr: 'sum by (service) (rate(http_requests_total[$__rate_interval]))', text: helpWords.traffic },
  {
    expr: 'histogram_quantile(0.95, sum by (le, service) (rate(http_request_duration_seconds_bucket[$__rate_interval])))',
    text: helpWords.latency,
  },
  {
    expr: 'sum by (service) (rate(http_requests_total{status=~"5.."}[$__rate_interval])) / sum by (service) (rate(http_requests_total[$__rate_interval]))',
    text: helpWords.errors,
  },
  { expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))', text: helpWords.cpu },
  { expr: 'process_resident_memory_bytes', text: helpWords.memory },
] as const;

/** The cheat sheet: queries to begin with, and what the numbers mean. */
export function QueryHelp({ onClickExample }: QueryEditorHelpProps<StoredQuery>) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <h2>{helpWords.title()}</h2>
      <p>{helpWords.intro()}</p>
      <ul className={styles.list}>
        {EXAMPLES.map(({ expr, text }) => (
          <li key={expr}>
            <div>{text()}</div>
            <button
              type="button"
              className={styles.example}
              onClick={() => onClickExample({ ...QUERY_DEFAULTS, refId: 'A', expr })}
            >
              <code>{expr}</code>
            </button>
          </li>
        ))}
      </ul>
      <h3>{helpWords.scoresTitle()}</h3>
      <p>{helpWords.scores()}</p>
      <h3>{helpWords.historyTitle()}</h3>
      <p>{helpWords.history()}</p>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
  }),
  example: css({
    border: 'none',
    background: 'transparent',
    padding: 0,
    textAlign: 'left',
    '& code': { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  }),
});
