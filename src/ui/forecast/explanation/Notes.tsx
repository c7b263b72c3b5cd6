import { Alert } from '@grafana/ui';
import { explanationWords } from './words.ts';

/** Sentences a user should know of a forecast. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <Alert severity="info" title={explanationWords.notes()}>
      {notes.map((note) => (
        <div key={note}>{note}</div>
      ))}
    </Alert>
  );
}
