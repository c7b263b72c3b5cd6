import type { ResourceCaller } from '../../api/request.ts';

/** What the plain and the completing editor have in common. */
export interface EditorProps {
  readonly value: string;
  /** The text on Shift+Enter. */
  readonly onRun: (text: string) => void;
  /** The text on leaving the editor. */
  readonly onLeave: (text: string) => void;
}

/** Of the completing editor, which is loaded when it is needed. */
export interface LoadedEditorProps extends EditorProps {
  readonly datasource: ResourceCaller;
  readonly onCompletionFailure: (reason: string) => void;
}
