import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { GrafanaTheme2 } from '@grafana/data';
import { tags } from '@lezer/highlight';

/** The editor in the theme's own colours, with the look of Grafana's inputs. */
export function editorTheme(theme: GrafanaTheme2): Extension {
  const { colors, typography, shape, components } = theme;
  const look = EditorView.theme(
    {
      // Not '&' alone: that is the box that tooltips are put into as well, at the end of the page.
      '&.cm-editor': {
        color: components.input.text,
        backgroundColor: components.input.background,
        border: `1px solid ${components.input.borderColor}`,
        borderRadius: shape.radius.default,
        fontSize: typography.body.fontSize,
      },
      '&.cm-focused': { outline: `2px solid ${colors.primary.main}`, outlineOffset: '1px' },
      '.cm-scroller': {
        fontFamily: typography.fontFamilyMonospace,
        lineHeight: '1.6',
        maxHeight: '14em',
        overflow: 'auto',
      },
      '.cm-content': { padding: theme.spacing(0.5, 0), caretColor: colors.text.maxContrast },
      '.cm-placeholder': { color: colors.text.disabled },
      '.cm-cursor': { borderLeftColor: colors.text.maxContrast },
      '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: colors.action.selected },
      '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
        backgroundColor: colors.action.selected,
        outline: `1px solid ${colors.border.strong}`,
      },
      '.cm-tooltip': {
        backgroundColor: colors.background.elevated,
        border: `1px solid ${colors.border.weak}`,
        boxShadow: theme.shadows.z2,
        color: colors.text.primary,
        zIndex: String(theme.zIndex.portal),
      },
      '.cm-tooltip-autocomplete ul li[aria-selected]': {
        backgroundColor: colors.primary.main,
        color: colors.primary.contrastText,
      },
      '.cm-tooltip-autocomplete > ul': { fontFamily: typography.fontFamilyMonospace, maxHeight: '20em' },
      '.cm-tooltip.cm-completionInfo': { padding: theme.spacing(1) },
      '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: String(typography.fontWeightBold) },
      '.cm-completionDetail': { color: 'inherit', opacity: 0.8 },
      '.cm-diagnostic-error': { borderLeftColor: colors.error.main },
    },
    { dark: theme.isDark }
  );
  return [look, syntaxHighlighting(highlight(theme))];
}

function highlight(theme: GrafanaTheme2): HighlightStyle {
  const name = (dark: string, light: string) => theme.visualization.getColorByName(theme.isDark ? dark : light);
  const { text, error, warning } = theme.colors;
  // No orange or yellow of the palette can be read on white.
  const warm = (dark: string) => (theme.isDark ? theme.visualization.getColorByName(dark) : warning.text);
  return HighlightStyle.define([
    { tag: [tags.function(tags.variableName), tags.operatorKeyword], color: name('light-blue', 'dark-blue') },
    { tag: tags.modifier, color: name('light-purple', 'dark-purple') },
    { tag: tags.logicOperator, color: name('light-purple', 'dark-purple') },
    { tag: tags.labelName, color: name('light-green', 'dark-green') },
    { tag: tags.string, color: warm('light-orange') },
    { tag: tags.number, color: warm('light-yellow') },
    { tag: tags.variableName, color: text.primary },
    {
      tag: [tags.arithmeticOperator, tags.compareOperator, tags.operator, tags.paren, tags.brace],
      color: text.secondary,
    },
    { tag: tags.comment, color: text.secondary, fontStyle: 'italic' },
    { tag: tags.invalid, color: error.text },
  ]);
}
