import { parseDuration } from './duration.ts';

/** One label matcher of a selector. */
export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A metric as it stands in an expression, with what surrounds it. */
export interface Selector {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** Enclosing functions and aggregations, outermost first: `['histogram_quantile', 'sum', 'rate']`. */
  readonly functions: readonly string[];
  /** Binary operators whose right operand the selector is part of, outermost first. */
  readonly operators: readonly string[];
}

const KEYWORDS = new Set([
  'and',
  'or',
  'unless',
  'atan2',
  'bool',
  'offset',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'inf',
  'nan',
]);
const LABEL_LISTS = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const AGGREGATIONS = new Set([
  'sum',
  'min',
  'max',
  'avg',
  'group',
  'stddev',
  'stdvar',
  'count',
  'count_values',
  'bottomk',
  'topk',
  'quantile',
  'limitk',
  'limit_ratio',
]);

const TOKEN =
  /\s+|#[^\n]*|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<variable>\$\{[^}]*\}|\$\w+)|(?<range>\[[^\]]*\])|(?<word>[A-Za-z_:][\w:.]*)|(?<number>\d[\w.]*)|(?<op>=~|!~|==|!=|<=|>=|[-+*/%^<>=@,(){}])/y;

interface Token {
  readonly kind: 'string' | 'variable' | 'range' | 'word' | 'number' | 'op';
  readonly text: string;
}

function tokenize(expr: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expr.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(expr)?.groups;
    if (!groups) {
      TOKEN.lastIndex = at + 1;
      continue;
    }
    for (const kind of ['string', 'variable', 'range', 'word', 'number', 'op'] as const) {
      if (groups[kind] !== undefined) {
        tokens.push({ kind, text: groups[kind] });
      }
    }
  }
  return tokens;
}

function unquote(text: string): string {
  const body = text.slice(1, -1);
  return text.startsWith('`') ? body : body.replace(/\\(.)/g, '$1');
}

/** Matchers from the token after `{`; `next` is the token after `}`. */
function readMatchers(tokens: readonly Token[], from: number): { matchers: Matcher[]; next: number } {
  const matchers: Matcher[] = [];
  let i = from;
  while (i < tokens.length && tokens[i].text !== '}') {
    const [label, op, value] = [tokens[i], tokens[i + 1], tokens[i + 2]];
    if (value?.kind === 'string' && ['=', '!=', '=~', '!~'].includes(op.text)) {
      const name = label.kind === 'string' ? unquote(label.text) : label.text;
      matchers.push({ label: name, op: op.text as Matcher['op'], value: unquote(value.text) });
      i += 3;
    } else if (label.kind === 'string') {
      // The quoted form of Prometheus 3: {"metric.name", a="b"}.
      matchers.push({ label: '__name__', op: '=', value: unquote(label.text) });
      i += 1;
    } else {
      i += 1;
    }
  }
  return { matchers, next: i + 1 };
}

function skipGroup(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    depth += tokens[i].text === '(' ? 1 : tokens[i].text === ')' ? -1 : 0;
    if (depth === 0) {
      return i + 1;
    }
  }
  return tokens.length;
}

/**
 * The selectors of a PromQL expression in the order they stand (https://prometheus.io/docs/prometheus/latest/querying/basics/).
 * It reads names and their surroundings only and never fails: of text that is not PromQL it returns what looks like selectors.
 */
export function selectorsIn(expr: string): Selector[] {
  const tokens = tokenize(expr);
  const found: Selector[] = [];
  // One frame a pair of parentheses: the function it belongs to and the operator before the operand being read.
  const frames: { fn: string; operator: string }[] = [{ fn: '', operator: '' }];
  let pending = '';
  const add = (name: string, matchers: readonly Matcher[]) =>
    found.push({
      name,
      matchers: matchers.filter((matcher) => matcher.label !== '__name__'),
      functions: frames.map((frame) => frame.fn).filter((fn) => fn !== ''),
      operators: frames.map((frame) => frame.operator).filter((operator) => operator !== ''),
    });
  for (let i = 0; i < tokens.length;) {
    const { kind, text } = tokens[i];
    const next = tokens[i + 1]?.text;
    if (kind === 'word') {
      const lower = text.toLowerCase();
      if (LABEL_LISTS.has(lower)) {
        i = next === '(' ? skipGroup(tokens, i + 1) : i + 1;
      } else if (KEYWORDS.has(lower)) {
        if (['and', 'or', 'unless', 'atan2'].includes(lower)) {
          frames[frames.length - 1].operator = lower;
        }
        i += 1;
      } else if (next === '(' || (AGGREGATIONS.has(lower) && LABEL_LISTS.has(next?.toLowerCase() ?? ''))) {
        pending = lower;
        i += 1;
      } else if (next === '{') {
        const { matchers, next: after } = readMatchers(tokens, i + 2);
        add(text, matchers);
        i = after;
      } else {
        add(text, []);
        i += 1;
      }
    } else if (text === '{') {
      const { matchers, next: after } = readMatchers(tokens, i + 1);
      add(matchers.find((matcher) => matcher.label === '__name__' && matcher.op === '=')?.value ?? '', matchers);
      i = after;
    } else {
      if (text === '(') {
        frames.push({ fn: pending, operator: '' });
        pending = '';
      } else if (text === ')' && frames.length > 1) {
        frames.pop();
      } else if (text === ',') {
        frames[frames.length - 1].operator = '';
      } else if (kind === 'op') {
        frames[frames.length - 1].operator = text;
      }
      i += 1;
    }
  }
  return found;
}

/** Names of the metrics in a PromQL expression, each once, in the order they stand. */
export function metricNamesIn(expr: string): string[] {
  return [...new Set(selectorsIn(expr).map((selector) => selector.name))].filter((name) => name !== '');
}

/** The selectors that carry the expression's quantity: no denominator, no threshold, no filter. */
export function numeratorsIn(expr: string): Selector[] {
  const rest = ['/', '%', 'and', 'or', 'unless', '==', '!=', '<', '>', '<=', '>='];
  const all = selectorsIn(expr);
  const carrying = all.filter((selector) => !selector.operators.some((operator) => rest.includes(operator)));
  return carrying.length > 0 ? carrying : all.slice(0, 1);
}

/** The longest range of an expression (`[5m]`, `[1h:1m]`) in ms: how far its values are smoothed over; 0 without one. */
export function longestRangeIn(expr: string): number {
  const ranges = tokenize(expr).filter((token) => token.kind === 'range');
  return Math.max(0, ...ranges.map((token) => parseDuration(token.text.slice(1, -1).split(':')[0]) ?? 0));
}
