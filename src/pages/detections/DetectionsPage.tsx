import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { TimeZone } from '@grafana/data';
import { Alert, Button } from '@grafana/ui';
import { readMonitors } from '../../api/monitors.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { zoomed } from '../../ui/time/RangePicker.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import type { NightjarSource } from '../source/load-datasource.ts';
import { SourcePage } from '../source/SourcePage.tsx';
import { mayAs, useRole } from '../source/use-role.ts';
import { sourceWords } from '../source/words.ts';
import { readFilter, writeFilter } from './detection-filter.ts';
import type { DetectionFilter } from './detection-filter.ts';
import { DetectionDrawer } from './DetectionDrawer.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FoundList } from './FoundList.tsx';
import { NothingFound } from './NothingFound.tsx';
import { Timeline } from './Timeline.tsx';
import { TimeBar } from './TimeBar.tsx';
import { useDetections } from './use-detections.ts';
import { pageWords } from './words.ts';

/** What all monitors of a datasource found. */
export function DetectionsPage() {
  return (
    <SourcePage subTitle={pageWords.subtitle()}>{(datasource) => <Detections datasource={datasource} />}</SourcePage>
  );
}

function Detections({ datasource }: { readonly datasource: NightjarSource }) {
  const [search, setSearch] = useSearchParams();
  const [timeZone, setTimeZone] = useState<TimeZone>('browser');
  const filter = useSteady(readFilter(search));
  const monitors = useAnswer(datasource, readMonitors);
  const list = useDetections(datasource, filter);
  const role = useRole(datasource);
  const mayJudge = mayAs(role, 'Editor');
  const opened = search.get('detection');
  const change = useCallback(
    (next: DetectionFilter) => setSearch((now) => writeFilter(now, next), { replace: true }),
    [setSearch]
  );
  const open = useCallback(
    (id: string | null) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.delete('detection');
          return id === null ? next : new URLSearchParams([...next, ['detection', id]]);
        },
        { replace: true }
      ),
    [setSearch]
  );
  const { found, error } = list;
  const known = monitors.state === 'done' ? monitors.value.monitors : [];
  return (
    <>
      <TimeBar filter={filter} timeZone={timeZone} list={list} onChange={change} onTimeZone={setTimeZone} />
      <FilterBar monitors={known} filter={filter} onChange={change} />
      {role !== null && !mayJudge && <Alert severity="info" title={sourceWords.viewer(pageWords.viewer())} />}
      {error !== null && found && <Alert severity="warning" title={pageWords.stale(errorMessage(error))} />}
      {error !== null && !found && (
        <Alert severity="error" title={pageWords.failed()}>
          <p>{errorMessage(error)}</p>
          <Button variant="secondary" icon="sync" onClick={list.refresh}>
            {pageWords.retry()}
          </Button>
        </Alert>
      )}
      {!found && error === null && <PlainMessage icon="spinner" title={pageWords.loading()} />}
      {found && found.detections.length === 0 && (
        <NothingFound
          ds={datasource.uid}
          monitors={monitors.state === 'done' ? known.length : null}
          filter={filter}
          mayCreate={mayJudge}
          onChange={change}
        />
      )}
      {found && found.detections.length > 0 && (
        <>
          <Timeline
            ds={datasource.uid}
            names={known.filter(({ id }) => id === filter.monitor).map(({ name }) => name)}
            found={found}
            lanes={filter.lanes}
            timeZone={timeZone}
            onLanes={(lanes) => change({ ...filter, lanes })}
            onMonitor={(monitor) => change({ ...filter, monitor })}
            onOpen={open}
            onZoom={(range) => change({ ...filter, ...zoomed(range) })}
          />
          <FoundList ds={datasource.uid} list={list} found={found} timeZone={timeZone} onOpen={open} />
        </>
      )}
      {opened !== null && (
        <DetectionDrawer
          datasource={datasource}
          id={opened}
          detections={found?.detections ?? (error === null ? null : [])}
          timeZone={timeZone}
          mayJudge={mayJudge}
          onShow={open}
          onChanged={list.refresh}
          onClose={() => open(null)}
        />
      )}
    </>
  );
}

/** The same object as long as it says the same. */
function useSteady(filter: DetectionFilter): DetectionFilter {
  const text = JSON.stringify(filter);
  return useMemo(() => JSON.parse(text) as DetectionFilter, [text]);
}
