import type { CauseEvidence } from '../../../contract/alerts.ts';

/** What may have caused a cluster. */
export interface RootCauseCandidate {
  /** The service; where the alert names none, the alert's name. */
  readonly service: string;
  /** The alert that speaks for it first. */
  readonly alert: string;
  /** 0..1; those of one cluster sum to at most 1. */
  readonly probability: number;
  readonly evidence: readonly { readonly kind: CauseEvidence; readonly weight: number; readonly text: string }[];
}
