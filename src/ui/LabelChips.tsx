import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Labels as `name=value`, each in a box of its own. */
export function LabelChips({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const styles = useStyles2(getStyles);
  const entries = Object.entries(labels);
  return entries.length === 0 ? null : (
    <ul className={styles.list}>
      {entries.map(([name, value]) => (
        <li key={name} className={styles.chip}>
          {name}={value}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 0),
  }),
  chip: css({
    padding: theme.spacing(0, 0.75),
    fontSize: theme.typography.bodySmall.fontSize,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
});
