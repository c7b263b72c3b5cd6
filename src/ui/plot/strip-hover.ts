import type { GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import { STRIP } from './plot-options.ts';

/**
 * Lets the pointer move over the score strip as it does over the plot: the crosshair runs through both, and a click there calls
 * `onClick` with the time under the pointer.
 */
export function addStripHover(
  builder: UPlotConfigBuilder,
  theme: GrafanaTheme2,
  onClick: (time: number) => void
): void {
  const strip = document.createElement('div');
  const crosshair = document.createElement('div');
  Object.assign(strip.style, { position: 'absolute', overflow: 'hidden', zIndex: '100', cursor: 'crosshair' });
  Object.assign(crosshair.style, {
    position: 'absolute',
    top: '0',
    bottom: '0',
    borderLeft: `1px dashed ${theme.colors.text.disabled}`,
    display: 'none',
  });
  strip.append(crosshair);

  builder.addHook('init', (u) => {
    u.over.parentElement?.append(strip);
    place(strip, u);
    const move = (event: MouseEvent) => {
      const bounds = strip.getBoundingClientRect();
      u.setCursor({ left: event.clientX - bounds.left, top: u.over.clientHeight / 2 });
    };
    strip.addEventListener('mousemove', move);
    strip.addEventListener('mouseleave', () => u.setCursor({ left: -10, top: -10 }));
    strip.addEventListener('click', (event) => {
      onClick(u.posToVal(event.clientX - strip.getBoundingClientRect().left, 'x'));
    });
  });
  builder.addHook('draw', (u) => place(strip, u));
  builder.addHook('setCursor', (u) => {
    const left = u.cursor.left ?? -10;
    crosshair.style.display = left < 0 ? 'none' : 'block';
    crosshair.style.left = `${left}px`;
  });
  builder.addHook('destroy', () => strip.remove());
}

function place(strip: HTMLElement, u: uPlot): void {
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = u.over;
  Object.assign(strip.style, {
    left: `${offsetLeft}px`,
    top: `${offsetTop + clientHeight + STRIP.gap}px`,
    width: `${clientWidth}px`,
    height: `${STRIP.height}px`,
  });
}
