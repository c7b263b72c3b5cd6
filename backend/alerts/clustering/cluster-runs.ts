import { SHARES, alertSpace } from '../distances/alert-space.ts';
import type { AlertSpace } from '../distances/alert-space.ts';
import type { Alert } from '../alert.ts';
import type { ClusterContext, Clustering, Membership } from './clusterer.ts';
import { confidenceOf, membershipsOf } from './memberships.ts';
import { ApartPairs, separate } from './separate.ts';

/** Gives alerts of one run labels from 0 on, in any order; below 0 for those alone. */
export type ClusterSpace = (space: AlertSpace, context: ClusterContext) => Promise<Int32Array>;

const MINUTE = 60_000;

/** Ranges of ascending times without a gap above `gap` within. */
export function runsOf(alerts: readonly Alert[], gap: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let from = 0, i = 1; i <= alerts.length; i++) {
    if (i === alerts.length || alerts[i].start - alerts[i - 1].start > gap) {
      runs.push({ from, to: i });
      from = i;
    }
  }
  return runs;
}

/**
 * Clusters alerts, ascending by start, by their distances. Alerts are taken a run at a time: across a gap so long that time alone makes them as different as
 * alerts can be nothing joins. What people took apart stays apart.
 */
export async function clusterRuns(
  alerts: readonly Alert[],
  context: ClusterContext,
  cluster: ClusterSpace
): Promise<Clustering> {
  const window = context.options.correlationWindowMinutes * MINUTE;
  const pairs = new ApartPairs(context.apart);
  const labels = new Int32Array(alerts.length);
  const memberships: Membership[] = [];
  const confidence: number[] = [];
  for (const { from, to } of runsOf(alerts, window / Math.sqrt(SHARES.time))) {
    const run = alerts.slice(from, to);
    const space = alertSpace(run, window);
    const found = separate(await cluster(space, context), run, pairs, space.distance);
    labels.set(
      found.map((label) => label + confidence.length),
      from
    );
    memberships.push(...membershipsOf(run, found, space, window));
    confidence.push(...confidenceOf(found, space));
  }
  return { labels, memberships, confidence: Float64Array.from(confidence) };
}
