import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { useEffect, useRef } from 'react';
import { useTheme2 } from '@grafana/ui';
import { COMPLETION_PREFIX, completionFetch } from './completion-fetch.ts';
import { editorTheme } from './editor-theme.ts';
import { lintUnlessVariables } from './lint-strategy.ts';
import type { LoadedEditorProps } from './editor-props.ts';
import { promqlWords } from './words.ts';

/** The PromQL editor proper; a chunk of its own, since CodeMirror is by far the largest part of the frontend. */
export default function CodeMirrorPromql(props: LoadedEditorProps) {
  const { datasource, value, onCompletionFailure } = props;
  const theme = useTheme2();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const look = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;
  const initial = useRef({ value, theme });

  useEffect(() => {
    const promql = new PromQLExtension();
    promql.setComplete({
      remote: {
        fetchFn: completionFetch(datasource, onCompletionFailure),
        httpMethod: 'GET',
        apiPrefix: COMPLETION_PREFIX,
        httpErrorHandler: () => undefined,
      },
    });
    promql.setLinter(lintUnlessVariables(promql.getLinter()));
    const text = (editor: EditorView) => editor.state.doc.toString();
    const created = new EditorView({
      parent: host.current ?? undefined,
      state: EditorState.create({
        doc: initial.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: 'Shift-Enter',
                run: (editor) => {
                  latest.current.onRun(text(editor));
                  return true;
                },
              },
            ])
          ),
          // Escape closes the suggestions, and not also the panel editor around them, which listens further out.
          Prec.highest(
            EditorView.domEventHandlers({
              keydown: (event, editor) => {
                if (event.key === 'Escape' && completionStatus(editor.state) !== null) {
                  event.stopPropagation();
                }
              },
            })
          ),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          placeholder(promqlWords.placeholder()),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': promqlWords.label() }),
          EditorView.domEventHandlers({ blur: (_event, editor) => latest.current.onLeave(text(editor)) }),
          // Panels clip what overflows them; suggestions must not be.
          tooltips({ parent: document.body, position: 'fixed' }),
          promql.asExtension(),
          look.current.of(editorTheme(initial.current.theme)),
        ],
      }),
    });
    view.current = created;
    return () => {
      created.destroy();
      promql.destroy();
    };
  }, [datasource, onCompletionFailure]);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(editorTheme(theme)) });
  }, [theme]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);

  return <div ref={host} />;
}
