import { css } from '@emotion/css';
import { useMemo } from 'react';
import { dateTime, LoadingState } from '@grafana/data';
import type { PanelData, TimeZone } from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useWidth } from '../../ui/use-width.ts';

export interface GridViewProps {
  readonly ds: string;
  /** Names of the monitors that are shown; none for all. */
  readonly names: readonly string[];
  /** ms. */
  readonly range: { readonly from: number; readonly to: number };
  readonly timeZone: TimeZone;
}

const HEIGHT = 280;

/** The monitors panel, as dashboards have it. */
export function GridView({ ds, names, range: { from, to }, timeZone }: GridViewProps) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  const data = useMemo((): PanelData => {
    const [start, end] = [dateTime(from), dateTime(to)];
    const timeRange = { from: start, to: end, raw: { from: start, to: end } };
    return { state: LoadingState.Done, series: [], timeRange };
  }, [from, to]);
  const shown = names.join('\n');
  const options = useMemo(() => ({ datasource: ds, names: shown === '' ? [] : shown.split('\n') }), [ds, shown]);
  return (
    <div ref={ref} className={styles.box}>
      {width > 0 && (
        <PanelRenderer
          pluginId="nightjar-monitors-panel"
          title=""
          width={width}
          height={HEIGHT}
          timeZone={timeZone}
          data={data}
          options={options}
        />
      )}
    </div>
  );
}

const getStyles = () => ({ box: css({ height: HEIGHT }) });
