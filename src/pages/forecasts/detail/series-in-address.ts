import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

type Labels = Readonly<Record<string, string>>;

/** Labels as an address holds them; null where it holds none, or nothing that reads as labels. */
export function readLabels(text: string | null): Labels | null {
  if (text === null) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    const isLabels =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((one) => typeof one === 'string');
    return isLabels ? (value as Labels) : null;
  } catch {
    return null;
  }
}

/** The series that the address names, and how to name another. */
export function useSeriesInAddress(): readonly [Labels | null, (labels: Labels) => void] {
  const [search, setSearch] = useSearchParams();
  const setLabels = useCallback(
    (labels: Labels) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.set('series', JSON.stringify(labels));
          return next;
        },
        { replace: true }
      ),
    [setSearch]
  );
  return [readLabels(search.get('series')), setLabels];
}
