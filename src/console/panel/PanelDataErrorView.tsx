import type { PanelDataErrorViewProps } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';

/** What a panel shows when its data cannot be drawn. */
export function PanelDataErrorView({ message, data, needsTimeField, needsNumberField }: PanelDataErrorViewProps) {
  return <EmptyState variant="not-found" hideImage message={message ?? reason()} role="status" />;

  function reason(): string {
    if (data.series.every((frame) => frame.length === 0)) {
      return 'No data';
    }
    if (needsTimeField) {
      return 'The data has no time field.';
    }
    return needsNumberField ? 'The data has no number field.' : 'The panel cannot draw this data.';
  }
}
