import type { FeedbackPreview, FeedbackState } from '../../backend/monitors/api-records.ts';
import { pathOf } from './monitors.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { FeedbackPreview, FeedbackState } from '../../backend/monitors/api-records.ts';

export function readFeedback(datasource: ResourceSender, monitor: string): Promise<FeedbackState> {
  return callRoute<FeedbackState>(datasource, 'GET', `${pathOf(monitor)}/feedback`);
}

/** What applying the verdicts given so far would change. */
export function previewFeedback(datasource: ResourceSender, monitor: string): Promise<FeedbackPreview> {
  return callRoute<FeedbackPreview>(datasource, 'POST', `${pathOf(monitor)}/feedback/preview`, { data: {} });
}

export function applyFeedback(datasource: ResourceSender, monitor: string): Promise<FeedbackState> {
  return callRoute<FeedbackState>(datasource, 'POST', `${pathOf(monitor)}/feedback`, { data: {} });
}

export function takeBackFeedback(datasource: ResourceSender, monitor: string): Promise<FeedbackState> {
  return callRoute<FeedbackState>(datasource, 'DELETE', `${pathOf(monitor)}/feedback`);
}
