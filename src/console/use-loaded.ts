import { useEffect, useState } from 'react';

export interface Loaded<T> {
  readonly value?: T;
  readonly error?: Error;
}

/** The outcome of a loader, called once; the loader must be stable. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setLoaded({ value }),
      (error: unknown) => wanted && setLoaded({ error: error instanceof Error ? error : new Error(String(error)) })
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded;
}
