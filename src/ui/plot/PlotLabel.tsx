import { useLayoutEffect } from 'react';
import type uPlot from 'uplot';

/** Gives a chart its role and name, and what Enter does on it. */
export function makeAccessible(u: uPlot, label: string, onEnter: (() => void) | undefined): void {
  u.root.setAttribute('role', 'group');
  u.root.setAttribute('aria-label', label);
  u.root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && onEnter) {
      // The drawer takes the focus at once: the same key would press its close button.
      event.preventDefault();
      onEnter();
    }
  });
}

export interface PlotLabelProps {
  readonly plot: { readonly current: uPlot | null };
  readonly label: string;
}

/** Keeps the chart's accessible name in step without building a new chart. */
export function PlotLabel({ plot, label }: PlotLabelProps) {
  useLayoutEffect(() => {
    plot.current?.root.setAttribute('aria-label', label);
  });
  return null;
}
