import { useTheme2 } from '@grafana/ui';
import { SEVERITIES, severityOf } from '../../../contract/severity.ts';
import { severityLook } from '../../ui/severity-look.ts';
import { monitorWords } from './words.ts';

export interface SparklineProps {
  /** Highest scores (0..1) of equal parts of the time, oldest first; null where nothing was scored. */
  readonly scores: readonly (number | null)[];
  readonly width?: number;
  readonly height?: number;
}

/** Scores as bars, those from the low threshold on in the colour of their severity. */
export function Sparkline({ scores, width = 120, height = 24 }: SparklineProps) {
  const theme = useTheme2();
  const known = scores.filter((score) => score !== null);
  const label =
    known.length === 0
      ? monitorWords.sparklineEmpty()
      : monitorWords.sparkline(known.reduce((a, b) => Math.max(a, b), 0).toFixed(2));
  const path = (of: (typeof SEVERITIES)[number] | null) =>
    scores
      .map((score, i) =>
        score !== null && severityOf(score) === of ? bar(score, i, scores.length, width, height) : ''
      )
      .join('');
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={`M0 ${height - 0.5}H${width}`} stroke={theme.colors.border.medium} />
      <path d={path(null)} fill={theme.colors.text.disabled} />
      {SEVERITIES.map((severity) => (
        <path key={severity} d={path(severity)} fill={severityLook(theme, severity).color} />
      ))}
    </svg>
  );
}

function bar(score: number, index: number, count: number, width: number, height: number): string {
  const x = (index * width) / count;
  const w = Math.max(1, width / count - 0.5);
  const h = Math.max(1, score * height);
  return `M${x.toFixed(1)} ${height}v${(-h).toFixed(1)}h${w.toFixed(1)}V${height}z`;
}
