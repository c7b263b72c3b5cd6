import type { AlertEvent } from '../alert.ts';
import { UnreadableAlert } from './read-event.ts';

/** What came out of one delivery. */
export interface Intake {
  readonly events: readonly AlertEvent[];
  /** Those that could not be read: their place from 0 on, and why. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** How many were refused in all; `refused` names the first twenty. */
  readonly refusedCount: number;
  /** Sentences on what the source itself left out. */
  readonly notices: readonly string[];
}

const NAMED = 20;

/** Reads every alert of a delivery: one that cannot be read never costs the others. */
export function intakeOf(
  items: readonly unknown[],
  read: (item: unknown) => AlertEvent,
  notices: readonly string[] = []
): Intake {
  const events: AlertEvent[] = [];
  const refused: { index: number; reason: string }[] = [];
  let refusedCount = 0;
  items.forEach((item, index) => {
    try {
      events.push(read(item));
    } catch (error) {
      if (!(error instanceof UnreadableAlert)) {
        throw error;
      }
      refusedCount++;
      if (refused.length < NAMED) {
        refused.push({ index, reason: `Alert ${index + 1} ${error.message}.` });
      }
    }
  });
  return { events, refused, refusedCount, notices };
}
