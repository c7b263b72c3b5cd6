import { css } from '@emotion/css';
import { Link } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MonitorPreset } from '../../api/monitors.ts';
import { monitorPaths } from '../../ui/monitor/paths.ts';

export interface PresetCardsProps {
  readonly ds: string;
  readonly presets: readonly MonitorPreset[];
}

/** Presets by the software they are for; each leads to the form, filled in. */
export function PresetCards({ ds, presets }: PresetCardsProps) {
  const styles = useStyles2(getStyles);
  const groups = [...new Set(presets.map(({ group }) => group))];
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className={styles.heading}>{group}</h3>
          <ul className={styles.cards}>
            {presets
              .filter((preset) => preset.group === group)
              .map(({ id, title, summary }) => (
                <li key={id}>
                  <Link to={monitorPaths.create(ds, id)} className={styles.card}>
                    <span className={styles.title}>{title}</span>
                    <span className={styles.summary}>{summary}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  groups: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  heading: css({ fontSize: theme.typography.h5.fontSize, margin: theme.spacing(0, 0, 1) }),
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    gap: theme.spacing(1),
    listStyle: 'none',
  }),
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.emphasize(theme.colors.background.secondary, 0.03) },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  summary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
