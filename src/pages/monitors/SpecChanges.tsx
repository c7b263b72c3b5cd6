import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MonitorSpec } from '../../api/monitors.ts';
import { specDiff } from './spec-diff.ts';
import { changeWords } from './words.ts';

export interface SpecChangesProps {
  readonly before: MonitorSpec;
  readonly after: MonitorSpec;
  /** What is said where nothing differs. */
  readonly none: string;
}

/** The fields that differ between two specs, with both values. */
export function SpecChanges({ before, after, none }: SpecChangesProps) {
  const styles = useStyles2(getStyles);
  const changes = specDiff(before, after);
  if (changes.length === 0) {
    return <p>{none}</p>;
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{changeWords.field()}</th>
          <th scope="col">{changeWords.before()}</th>
          <th scope="col">{changeWords.after()}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before: old, after: now }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{old === null ? changeWords.absent() : <del>{old || changeWords.empty()}</del>}</td>
            <td>{now === null ? changeWords.absent() : <ins>{now || changeWords.empty()}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(0.25, 2, 0.25, 0),
      overflowWrap: 'anywhere',
    },
    'td, tbody th': { fontFamily: theme.typography.fontFamilyMonospace, fontWeight: 'normal' },
    ins: { textDecoration: 'none', fontWeight: theme.typography.fontWeightMedium },
  }),
});
