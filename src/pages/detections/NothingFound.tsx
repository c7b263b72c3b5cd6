import { Button } from '@grafana/ui';
import { PageLink } from '../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { monitorPaths } from '../../ui/monitor/paths.ts';
import { isNarrowed, widened } from './detection-filter.ts';
import type { DetectionFilter } from './detection-filter.ts';
import { pageWords } from './words.ts';

export interface NothingFoundProps {
  readonly ds: string;
  /** How many there are; null while that is not known. */
  readonly monitors: number | null;
  readonly filter: DetectionFilter;
  readonly mayCreate: boolean;
  readonly onChange: (filter: DetectionFilter) => void;
}

/** Why there is nothing to see: no monitor, a filter that lets nothing through, or a quiet time. */
export function NothingFound({ ds, monitors, filter, mayCreate, onChange }: NothingFoundProps) {
  if (monitors === 0) {
    return (
      <PlainMessage icon="eye" title={pageWords.noMonitors()}>
        <p>{pageWords.noMonitorsHelp()}</p>
        {mayCreate ? (
          <PageLink href={monitorPaths.create(ds)} icon="plus">
            {pageWords.create()}
          </PageLink>
        ) : (
          pageWords.viewerCreate()
        )}
      </PlainMessage>
    );
  }
  return isNarrowed(filter) ? (
    <PlainMessage icon="filter" title={pageWords.noMatch()}>
      <p>{pageWords.noMatchHelp()}</p>
      <Button variant="secondary" icon="times" onClick={() => onChange(widened(filter))}>
        {pageWords.clear()}
      </Button>
    </PlainMessage>
  ) : (
    <PlainMessage icon="check-circle" title={pageWords.none()}>
      {monitors !== null && pageWords.noneHelp(monitors)}
    </PlainMessage>
  );
}
