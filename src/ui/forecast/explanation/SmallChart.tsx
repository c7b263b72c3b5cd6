import { useTheme2 } from '@grafana/ui';
import { useWidth } from '../../use-width.ts';

/** A line of a small chart: values at equal distances. */
export interface SmallLine {
  readonly values: ReadonlyArray<number | null>;
  readonly color: string;
  readonly isDashed?: boolean;
}

export interface SmallChartProps {
  readonly lines: readonly SmallLine[];
  /** What a screen reader says of it. */
  readonly label: string;
  readonly height?: number;
  /** Whether 0 is part of the value axis. */
  readonly withZero?: boolean;
}

const PAD = 3;

/** Lines over equal steps, without axes: what counts is said in words beside it. */
export function SmallChart({ lines, label, height = 44, withZero = false }: SmallChartProps) {
  const theme = useTheme2();
  const [ref, width] = useWidth();
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null && Number.isFinite(value)));
  const all = [...(known as number[]), ...(withZero ? [0] : [])];
  const low = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const y = (value: number) => (high > low ? PAD + ((high - value) / (high - low)) * (height - 2 * PAD) : height / 2);
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && all.length > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {low <= 0 && high >= 0 && (
            <path d={`M0 ${y(0)}H${width}`} stroke={theme.colors.border.medium} shapeRendering="crispEdges" />
          )}
          {lines.map(({ values, color, isDashed }, index) => (
            <path
              key={index}
              d={pathOf(values, width, y)}
              fill="none"
              stroke={color}
              strokeWidth={1.5}
              strokeDasharray={isDashed ? '4 3' : undefined}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

function pathOf(values: ReadonlyArray<number | null>, width: number, y: (value: number) => number): string {
  const x = (index: number) => (values.length > 1 ? (index / (values.length - 1)) * width : width / 2);
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null || !Number.isFinite(value)) {
        isDrawing = false;
        return '';
      }
      const command = isDrawing ? 'L' : 'M';
      isDrawing = true;
      return `${command}${x(index).toFixed(1)} ${y(value).toFixed(1)}${values.length === 1 ? 'h4' : ''}`;
    })
    .join('');
}
