import type { DetectionCellsRecord, DetectionRecord } from '../../backend/monitors/api-records.ts';
import type { Verdict } from '../../contract/monitor.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { DetectionRecord } from '../../backend/monitors/api-records.ts';
export type DetectionCells = DetectionCellsRecord;

/** Which detections; times in ms. */
export interface DetectionQuery {
  readonly monitor?: string;
  readonly from?: number;
  readonly to?: number;
  readonly severity?: readonly string[];
  readonly type?: readonly string[];
  readonly verdict?: readonly string[];
  readonly open?: boolean;
  /** Matchers such as `service="cart"`. */
  readonly label?: readonly string[];
  readonly limit?: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

export interface DetectionPage {
  readonly detections: readonly DetectionRecord[];
  readonly more: boolean;
}

/** A verdict as it is given; `until` (ms) with `expected` alone, null for always. */
export interface NewVerdict {
  readonly verdict: Verdict;
  readonly until: number | null;
  readonly note: string;
}

/** Detections of a datasource's monitors, newest first. */
export function readDetections(datasource: ResourceSender, query: DetectionQuery): Promise<DetectionPage> {
  return callRoute<DetectionPage>(datasource, 'GET', 'detections', { params: { ...query } });
}

export function readDetection(datasource: ResourceSender, id: string): Promise<DetectionRecord> {
  return callRoute<DetectionRecord>(datasource, 'GET', `detections/${encodeURIComponent(id)}`);
}

/** Detections of each monitor in each of `count` cells of time, the first of which begins at `from`; times in ms. */
export function readDetectionCells(
  datasource: ResourceSender,
  grid: { readonly from: number; readonly step: number; readonly count: number }
): Promise<DetectionCells> {
  return callRoute<DetectionCells>(datasource, 'GET', 'detections/cells', { params: { ...grid } });
}

export function giveVerdict(datasource: ResourceSender, id: string, verdict: NewVerdict): Promise<unknown> {
  return callRoute(datasource, 'POST', `detections/${encodeURIComponent(id)}/verdict`, { data: verdict });
}

export function withdrawVerdict(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `detections/${encodeURIComponent(id)}/verdict`);
}
