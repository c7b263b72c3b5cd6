import type { AlertOptions } from '../../../contract/alerts.ts';
import type { Alert } from '../../alerts/alert.ts';
import { alertOf } from '../../alerts/alert-of-event.ts';
import type { Membership } from '../../alerts/clustering/clusterer.ts';
import { findClusterer } from '../../alerts/clustering/find-clusterer.ts';
import { UnreadableAlert } from '../../alerts/intake/read-event.ts';
import { readAlertLine } from '../../alerts/intake/read-lines.ts';
import { serviceGraphOf } from '../../alerts/service-graph.ts';

/** One line out. */
interface ClusterLine {
  readonly id: string | number;
  /** From 0 on, in the order in which clusters begin. */
  readonly cluster: number;
  readonly reasons: Membership['reasons'];
}

/** Clusters of alerts in Nightjar's own form, a line each in their order; and a sentence on each that could not be read. */
export async function clusterLines(
  given: readonly unknown[],
  options: AlertOptions
): Promise<{ readonly lines: ClusterLine[]; readonly refused: string[] }> {
  const refused: string[] = [];
  const read = given.flatMap((data, index): { id: string | number; alert: Alert }[] => {
    try {
      // No clock: a file may tell of any time.
      const alert = alertOf(readAlertLine(data, Number.POSITIVE_INFINITY), options.serviceLabels);
      // By their lines, since one that fires twice at once is two lines.
      return [{ id: idOf(data) ?? index + 1, alert: { ...alert, id: String(index) } }];
    } catch (error) {
      if (!(error instanceof UnreadableAlert)) {
        throw error;
      }
      refused.push(`Alert ${index + 1} ${error.message}.`);
      return [];
    }
  });
  const sorted = read.map(({ alert }) => alert).toSorted((a, b) => a.start - b.start);
  const context = { options, graph: serviceGraphOf(options.serviceGraph), apart: [] };
  const { labels, memberships } = await findClusterer(options.clusteringAlgorithm).cluster(sorted, context);
  const clusters = new Map(sorted.map(({ id }, i) => [id, labels[i]]));
  const reasons = new Map(memberships.map((membership) => [membership.alert, membership.reasons]));
  const lines = read.map(({ id, alert }) => ({
    id,
    cluster: clusters.get(alert.id) ?? -1,
    reasons: reasons.get(alert.id) ?? [],
  }));
  return { lines, refused };
}

function idOf(data: unknown): string | number | null {
  const id: unknown = typeof data === 'object' && data !== null && 'id' in data ? data.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
