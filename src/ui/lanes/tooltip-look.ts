import type { GrafanaTheme2 } from '@grafana/data';

/** The look of a small box of facts over a drawing; where it lies is for its place to say. */
export function tooltipLook(theme: GrafanaTheme2) {
  return {
    zIndex: theme.zIndex.tooltip,
    padding: theme.spacing(1),
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    pointerEvents: 'none',
  } as const;
}
