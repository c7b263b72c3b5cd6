import { Alert } from '@grafana/ui';
import type { MonitorList } from '../../../api/monitors.ts';
import { listWords } from './words.ts';

/** What keeps monitors from being evaluated, or evaluation from keeping up. */
export function EvaluationNotices({
  list: { evaluates, reason, notices = [], monitors },
}: {
  readonly list: MonitorList;
}) {
  const late = monitors.filter(({ state }) => state === 'late').length;
  return (
    <>
      {!evaluates && monitors.length > 0 && <Alert severity="warning" title={listWords.notEvaluating(reason)} />}
      {evaluates && (late > 0 || notices.length > 0) && (
        <Alert severity="warning" title={late > 0 ? listWords.late(late) : notices[0]}>
          {(late > 0 ? notices : notices.slice(1)).map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
    </>
  );
}
