import { Button, Drawer, Stack } from '@grafana/ui';
import type { TimeZone } from '@grafana/data';
import { listAnomalies } from '../model/count-anomalies.ts';
import type { ListedAnomaly } from '../model/count-anomalies.ts';
import type { PlotModel } from '../model/anomaly-series.ts';
import { AnomalyList } from './AnomalyList.tsx';
import { AnomalyPager } from './AnomalyPager.tsx';
import { Explanation } from './Explanation.tsx';
import { drawerWords } from './words.ts';

/** What the drawer shows: the list, or one anomaly by series and id (so that it survives a refresh of the data). */
export type DrawerView = 'list' | { readonly series: string; readonly id: string };

export const viewOf = ({ series, interval }: ListedAnomaly): DrawerView => ({ series: series.name, id: interval.id });

export interface AnomalyDrawerProps {
  readonly model: PlotModel;
  readonly view: DrawerView;
  readonly timeZone: TimeZone;
  readonly onView: (view: DrawerView) => void;
  readonly onClose: () => void;
}

export function AnomalyDrawer({ model, view, timeZone, onView, onClose }: AnomalyDrawerProps) {
  const anomalies = listAnomalies(model);
  const place =
    view === 'list'
      ? -1
      : anomalies.findIndex(({ series, interval }) => series.name === view.series && interval.id === view.id);
  const anomaly = anomalies[place];
  const show = (one: ListedAnomaly | undefined) => one && onView(viewOf(one));
  return (
    <Drawer
      title={anomaly ? anomaly.series.name : drawerWords.listTitle()}
      subtitle={anomaly ? undefined : drawerWords.listSubtitle(anomalies.length)}
      size="sm"
      onClose={onClose}
    >
      {anomaly ? (
        <Stack direction="column" gap={2}>
          <Stack justifyContent="space-between">
            <Button variant="secondary" size="sm" fill="text" icon="list-ul" onClick={() => onView('list')}>
              {drawerWords.back()}
            </Button>
            <AnomalyPager place={place} count={anomalies.length} onPlace={(next) => show(anomalies[next])} />
          </Stack>
          <Explanation anomaly={anomaly} timeZone={timeZone} />
        </Stack>
      ) : (
        <AnomalyList anomalies={anomalies} timeZone={timeZone} onPick={show} />
      )}
    </Drawer>
  );
}
