import type { EvaluationRequest, ModelRequest } from './request.ts';

/**
 * The request that is answered while the models of `request` are being fitted, where its detector lets another one stand in; null where it does
 * not, and for those who wait: what an alert rule or a script is told must not change afterwards.
 */
export function standInFor(request: EvaluationRequest): ModelRequest | null {
  const standIn = request.patient ? undefined : request.detector.provisional?.(request.settings);
  return standIn
    ? { ...request, detector: standIn.detector, settings: standIn.settings as Readonly<Record<string, unknown>> }
    : null;
}
