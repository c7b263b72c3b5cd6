import type { Request } from 'playwright-core';
import { withAlertDefaults } from '../../../contract/alert-query.ts';
import type { AlertQuery } from '../../../contract/alert-query.ts';
import { alertFrames } from '../../../backend/frames/alerts/alert-table-frames.ts';
import { incidentFrames } from '../../../backend/frames/alerts/incident-frames.ts';
import { encodeJson } from '../../../backend/frames/json.ts';
import type { AlertRecord, IncidentSummary } from '../../../backend/incidents/records.ts';
import type { FakeReply } from './monitor-replies.ts';

type Asked = {
  readonly queries: readonly {
    readonly refId: string;
    readonly output: string;
    readonly alerts?: Partial<AlertQuery>;
  }[];
  readonly from: number;
  readonly to: number;
};

/** What the route `query` answers about these incidents and alerts, in frames that the engine's own code makes. */
export function answerOf(
  incidents: readonly IncidentSummary[],
  alerts: readonly AlertRecord[]
): (request: Request) => FakeReply {
  return (request) => {
    const { queries, from, to } = request.postDataJSON() as Asked;
    const results = queries.map(({ refId, output, alerts: asked }) => {
      const context = { refId, alerts: withAlertDefaults(asked), from, to, now: Date.now(), more: false, notices: [] };
      const frames =
        output === 'alerts'
          ? alertFrames(alerts, { ...context, output })
          : incidentFrames(incidents, { ...context, output: 'incidents' });
      return [refId, { status: 200, frames: frames.map(encodeJson) }];
    });
    return { body: { results: Object.fromEntries(results) } };
  };
}
