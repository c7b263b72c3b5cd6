import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { MONITOR_STATES } from '../../../../contract/monitor.ts';
import type { MonitorState } from '../../../../contract/monitor.ts';
import type { MonitorSummary } from '../../../api/monitors.ts';
import { StateMark } from '../../../ui/monitor/StateMark.tsx';
import { listWords } from './words.ts';

export interface StateFilterProps {
  readonly monitors: readonly MonitorSummary[];
  readonly chosen: readonly MonitorState[];
  readonly onChange: (states: MonitorState[]) => void;
}

/** How many monitors are in each state, as switches that show those alone. */
export function StateFilter({ monitors, chosen, onChange }: StateFilterProps) {
  const styles = useStyles2(getStyles);
  const count = (state: MonitorState) => monitors.filter((monitor) => monitor.state === state).length;
  const present = MONITOR_STATES.filter((state) => count(state) > 0 || chosen.includes(state));
  const toggle = (state: MonitorState) =>
    onChange(chosen.includes(state) ? chosen.filter((one) => one !== state) : [...chosen, state]);
  return (
    <div role="group" aria-label={listWords.states()} className={styles.row}>
      {present.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen.includes(state)}
          className={cx(styles.pill, chosen.includes(state) && styles.on)}
          onClick={() => toggle(state)}
        >
          <StateMark state={state} />
          <span className={styles.count}>{count(state)}</span>
        </button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  pill: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.25),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.pill,
    '&:hover': { borderColor: theme.colors.border.strong },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
  on: css({ borderColor: theme.colors.primary.border, background: theme.colors.action.selected }),
  count: css({ fontVariantNumeric: 'tabular-nums' }),
});
