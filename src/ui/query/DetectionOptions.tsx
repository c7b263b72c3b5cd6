import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { MarkingOptions } from './MarkingOptions.tsx';
import { MissingOption } from './MissingOption.tsx';
import { LegendField, TimingFields } from './TimingFields.tsx';
import type { QueryPartProps } from './TimingFields.tsx';

/** The options every detector has. */
export function DetectionOptions({ query, onChange }: QueryPartProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.fields}>
      <MarkingOptions query={query} onChange={onChange} />
      <MissingOption value={query.missing} onChange={(missing) => onChange({ missing })} />
      <TimingFields query={query} onChange={onChange} />
      <LegendField query={query} onChange={onChange} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
