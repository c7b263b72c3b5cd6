import { useEffect, useRef, useState } from 'react';

/** An answer that is being waited for, has come, or has failed. */
export type Answer<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown };

/**
 * Asks when `source` changes and whenever `again` does, the former answer staying until the new one; null asks nothing and keeps
 * waiting. An answer that was overtaken is dropped.
 */
export function useAnswer<S, T>(source: S | null, ask: (source: S) => Promise<T>, again = 0): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'loading' });
  const asked = useRef<S | null>(null);
  useEffect(() => {
    if (source === null) {
      return undefined;
    }
    let current = true;
    if (asked.current !== source) {
      asked.current = source;
      setAnswer({ state: 'loading' });
    }
    ask(source).then(
      (value) => current && setAnswer({ state: 'done', value }),
      (error: unknown) => current && setAnswer({ state: 'failed', error })
    );
    return () => {
      current = false;
    };
  }, [source, ask, again]);
  return answer;
}
