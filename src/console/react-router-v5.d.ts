/**
 * @grafana/ui uses react-router-dom 5 for its links, plugins use 6 through the compatibility package; the host feeds both from
 * one history. The bundler resolves this name to the copy @grafana/ui uses.
 */
declare module 'react-router-dom-v5' {
  import type { History } from 'history';
  import type { ComponentType, ReactNode } from 'react';
  export const Router: ComponentType<{ history: History; children: ReactNode }>;
}
