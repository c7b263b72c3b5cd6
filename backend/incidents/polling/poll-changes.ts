import type { AlertEvent } from '../../alerts/alert.ts';

/** What is to be taken of a poll, and what is known after it. */
export interface PollChanges {
  readonly events: readonly AlertEvent[];
  readonly known: ReadonlyMap<string, AlertEvent>;
}

/**
 * What a poll tells that was not known: alerts that are new, or fire anew, or say something else; and those that are gone, which ended at `now` (ms) for
 * all that is known. The same poll again tells nothing. With `isWhole` false, what is gone is left as it was: it may only not have come yet.
 */
export function pollChanges(
  known: ReadonlyMap<string, AlertEvent>,
  polled: readonly AlertEvent[],
  now: number,
  isWhole: boolean
): PollChanges {
  const firing = new Map(polled.filter(({ end }) => end === null).map((event) => [event.fingerprint, event]));
  const events = [...firing.values()].filter((event) => {
    const before = known.get(event.fingerprint);
    return !before || tellsElse(before, event);
  });
  const gone = [...known.values()].filter(({ fingerprint }) => !firing.has(fingerprint));
  if (!isWhole) {
    return { events, known: new Map([...gone.map((event) => [event.fingerprint, event] as const), ...firing]) };
  }
  const ends = new Map(polled.map(({ fingerprint, end }) => [fingerprint, end]));
  const ended = gone.map((event) => ({
    ...event,
    end: Math.max(event.start, ends.get(event.fingerprint) ?? now),
  }));
  return { events: [...ended, ...events], known: firing };
}

/** Whether an alert fires anew or says something else; a value that only moved is no news. */
function tellsElse(before: AlertEvent, event: AlertEvent): boolean {
  return (
    before.start !== event.start ||
    before.severity !== event.severity ||
    String(before.silences ?? []) !== String(event.silences ?? []) ||
    textOf(before.annotations) !== textOf(event.annotations)
  );
}

/** Annotations tell the value over and over: `12.3 % used`, `12.4 % used` say the same. */
function textOf(annotations: AlertEvent['annotations']): string {
  return JSON.stringify(Object.entries(annotations).toSorted(([a], [b]) => (a < b ? -1 : 1))).replace(
    /\d+(\.\d+)?/g,
    '#'
  );
}
