import { useCallback, useEffect, useState } from 'react';

/** What was answered last, and how the newest question went. */
export interface Live<T> {
  readonly value: T | null;
  /** Of the newest question; null where it was answered, or is the first and still open. */
  readonly error: unknown;
  readonly asking: boolean;
  /** Asks now. */
  refresh(): void;
}

/**
 * Asks at once, whenever `source` or `ask` change, and every `everyMs` while the page is seen (null: not again by itself). The last answer stays in view
 * until the next, also where a question fails; another source begins anew. An answer that was overtaken is dropped.
 */
export function useLive<S, T>(source: S, ask: (source: S) => Promise<T>, everyMs: number | null): Live<T> {
  const [state, setState] = useState<{ value: T | null; error: unknown; asking: boolean }>(NOTHING);
  const [newest] = useState(() => ({ asked: 0 }));
  const refresh = useCallback(() => {
    const mine = ++newest.asked;
    setState((before) => ({ ...before, asking: true }));
    ask(source).then(
      (value) => mine === newest.asked && setState({ value, error: null, asking: false }),
      (error: unknown) => mine === newest.asked && setState((before) => ({ ...before, error, asking: false }))
    );
  }, [source, ask, newest]);
  useEffect(() => {
    setState(NOTHING);
    refresh();
    const again = () => {
      if (document.visibilityState === 'visible') {
        refresh();
      }
    };
    const timer = everyMs === null ? undefined : window.setInterval(again, everyMs);
    return () => {
      window.clearInterval(timer);
      newest.asked++;
    };
  }, [refresh, everyMs, newest]);
  return { ...state, refresh };
}

const NOTHING = { value: null, error: null, asking: true };
