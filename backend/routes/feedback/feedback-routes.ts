import { z } from 'zod';
import { feedbackPreview, feedbackState } from '../../monitors/api-records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const params = z.object({ id: z.string().min(1).max(100) });

export const feedbackRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id/feedback',
  summary: 'What verdicts were given of a monitor, and which of them count already.',
  role: 'Viewer',
  params,
  reply: feedbackState,
  handle: ({ params: { id } }, { core, owner }) => core.feedback.state(owner, id),
});

export const previewFeedbackRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors/:id/feedback/preview',
  summary: 'What would change if the verdicts given so far counted; nothing does yet.',
  role: 'Viewer',
  params,
  reply: feedbackPreview,
  handle: ({ params: { id } }, { core, owner, signal }) => core.feedback.preview(owner, id, signal),
});

export const applyFeedbackRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors/:id/feedback',
  summary: 'Lets the verdicts given so far count from the next evaluation on.',
  role: 'Editor',
  params,
  reply: feedbackState,
  handle: ({ params: { id } }, { core, owner, caller }) => core.feedback.apply(owner, id, caller),
});

export const takeBackFeedbackRoute = defineMonitorRoute({
  method: 'delete',
  path: '/monitors/:id/feedback',
  summary: 'Takes back what was applied last; the verdicts stay.',
  role: 'Editor',
  params,
  reply: feedbackState,
  handle: ({ params: { id } }, { core, owner, caller }) => core.feedback.takeBack(owner, id, caller),
});
