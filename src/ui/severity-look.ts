import type { GrafanaTheme2 } from '@grafana/data';
import type { Severity } from '../../contract/severity.ts';
import { severityWords } from './words.ts';

/** How a mark is drawn: colour and, so that colour is never alone, shape. */
export type MarkShape = 'circle' | 'diamond' | 'triangle';

export interface SeverityLook {
  readonly color: string;
  readonly shape: MarkShape;
  readonly label: string;
}

const SHAPES: Record<Severity, MarkShape> = { low: 'circle', medium: 'diamond', high: 'triangle' };

/** The only place that says what the severities look like. */
export function severityLook(theme: GrafanaTheme2, severity: Severity): SeverityLook {
  const colors: Record<Severity, string> = {
    low: theme.visualization.getColorByName(theme.isDark ? 'yellow' : 'dark-yellow'),
    medium: theme.visualization.getColorByName('dark-orange'),
    high: theme.visualization.getColorByName('red'),
  };
  return { color: colors[severity], shape: SHAPES[severity], label: severityWords[severity]() };
}

/** Outline of a mark of radius `r` around (x, y), as an SVG path; `Path2D` takes it too. */
export function markPath(shape: MarkShape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'diamond': {
      const d = r * 1.3;
      return `M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}z`;
    }
    case 'triangle': {
      const d = r * 1.35;
      return `M${x} ${y - d}L${x + d} ${y + d * 0.8}L${x - d} ${y + d * 0.8}z`;
    }
  }
}
