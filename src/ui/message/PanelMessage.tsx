import { LoadingState } from '@grafana/data';
import type { PanelData } from '@grafana/data';
import { PlainMessage } from './PlainMessage.tsx';

export interface PanelMessageProps {
  readonly data: Pick<PanelData, 'state' | 'error' | 'errors'>;
  readonly words: { readonly loading: () => string; readonly error: () => string };
  /** What is said where the data came and nothing can be drawn of it. */
  readonly otherwise: { readonly title: string; readonly help: string };
}

/** What a panel says in the place of its drawing: it loads, the query failed, or what the data lack. */
export function PanelMessage({ data, words, otherwise }: PanelMessageProps) {
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PlainMessage icon="spinner" title={words.loading()} />;
  }
  const error = data.errors?.[0]?.message ?? data.error?.message;
  if (error) {
    return (
      <PlainMessage icon="exclamation-triangle" title={words.error()}>
        {error}
      </PlainMessage>
    );
  }
  return (
    <PlainMessage icon="info-circle" title={otherwise.title}>
      {otherwise.help}
    </PlainMessage>
  );
}
