import { useRef } from 'react';

/** A value that is made again exactly when `key` changes, whatever `make` closes over. */
export function useKeyed<T>(key: string, make: () => T): T {
  const kept = useRef<{ readonly key: string; readonly value: T } | null>(null);
  if (kept.current?.key !== key) {
    kept.current = { key, value: make() };
  }
  return kept.current.value;
}
