import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import type { Run } from '../../../ui/run/use-run.ts';
import { previewWords } from './words.ts';

/** How a preview stands that has nothing to draw. */
export function PreviewStanding({ run }: { readonly run: Run }) {
  switch (run.state) {
    case 'idle':
    case 'cancelled':
      return (
        <PlainMessage icon="search" title={previewWords.idle()}>
          {previewWords.idleHelp()}
        </PlainMessage>
      );
    case 'loading':
      return <PlainMessage icon="spinner" title={previewWords.loading()} />;
    case 'failed':
      return (
        <PlainMessage icon="exclamation-triangle" title={previewWords.failed()}>
          {errorMessage(run.error)}
        </PlainMessage>
      );
    case 'done':
      return (
        <PlainMessage icon="info-circle" title={previewWords.noSeries()}>
          {previewWords.noSeriesHelp()}
        </PlainMessage>
      );
  }
}
