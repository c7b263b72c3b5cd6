import { css } from '@emotion/css';
import { Component, lazy, Suspense, useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ResourceCaller } from '../../api/request.ts';
import { errorMessage } from '../error-message.ts';
import type { EditorProps } from './editor-props.ts';
import { PlainPromql } from './PlainPromql.tsx';
import { promqlWords } from './words.ts';

const CodeMirrorPromql = lazy(() => import(/* webpackChunkName: "promql" */ './CodeMirrorPromql.tsx'));

export interface PromqlEditorProps {
  readonly datasource: ResourceCaller;
  readonly value: string;
  readonly onChange: (expr: string) => void;
  readonly onRun: () => void;
}

/** PromQL with completion; a plain field while that loads, and for good where it cannot be loaded. */
export function PromqlEditor({ datasource, value, onChange, onRun }: PromqlEditorProps) {
  const styles = useStyles2(getStyles);
  const [failure, setFailure] = useState<string | null>(null);
  const take = (text: string) => {
    if (text !== value) {
      onChange(text);
    }
  };
  const onLeave = (text: string) => {
    if (text !== value) {
      onChange(text);
      onRun();
    }
  };
  const editor: EditorProps = {
    value,
    onRun: (text) => {
      take(text);
      onRun();
    },
    onLeave,
  };
  const onCompletionFailure = useCallback((reason: string) => setFailure(promqlWords.noCompletion(reason)), []);
  return (
    <div>
      <LoadBoundary
        onFailure={(error) => setFailure(promqlWords.editorFailed(errorMessage(error)))}
        fallback={<PlainPromql {...editor} />}
      >
        <Suspense fallback={<PlainPromql {...editor} />}>
          <CodeMirrorPromql {...editor} datasource={datasource} onCompletionFailure={onCompletionFailure} />
        </Suspense>
      </LoadBoundary>
      {failure && <div className={styles.failure}>{failure}</div>}
    </div>
  );
}

interface LoadBoundaryProps {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
  readonly onFailure: (error: unknown) => void;
}

/** Shows `fallback` when the editor's chunk cannot be loaded. */
class LoadBoundary extends Component<LoadBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onFailure(error);
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  failure: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
