import { parseDuration } from '../../contract/duration.ts';
import { NightjarError } from '../../backend/errors.ts';

export interface LabelMatcher {
  readonly label: string;
  readonly op: string;
  readonly value: string;
}

export type Aggregation = 'sum' | 'avg' | 'max' | 'min' | 'count';

/** The part of PromQL that the replay server evaluates. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'vector'; readonly value: number }
  | { readonly kind: 'selector'; readonly matchers: readonly LabelMatcher[] }
  | {
      readonly kind: 'rate';
      readonly fn: 'rate' | 'increase';
      readonly matchers: readonly LabelMatcher[];
      readonly range: number;
    }
  | {
      readonly kind: 'aggregation';
      readonly fn: Aggregation;
      readonly by: readonly string[];
      readonly of: Expression;
    }
  | { readonly kind: 'quantile'; readonly q: number; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

export const SUPPORTED =
  'The replay server stands in for Prometheus and knows selectors, rate() and increase() of a selector, sum/avg/max/min/count [by (...)], ' +
  'histogram_quantile(), numbers, parentheses and + - * / with equal labels on both sides. Install Prometheus for everything else.';

function unsupported(what: string): NightjarError {
  return new NightjarError('bad-query', `${what}. ${SUPPORTED}`);
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w]))|([A-Za-z_:][\w:]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\[\s*([^\]]*?)\s*\]|(=~|!~|!=|[-+*/(){},=]))/y;

interface Token {
  readonly kind: 'number' | 'word' | 'string' | 'range' | 'op' | 'end';
  readonly text: string;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const body = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(body);
    if (!match) {
      throw unsupported(`Cannot read the query at '${body.slice(at, at + 20)}'`);
    }
    const [, number, word, string, range, op] = match;
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number });
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', text: word });
    } else if (string !== undefined) {
      tokens.push({ kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') });
    } else if (range !== undefined) {
      tokens.push({ kind: 'range', text: range });
    } else {
      tokens.push({ kind: 'op', text: op });
    }
  }
  tokens.push({ kind: 'end', text: 'the end of the query' });
  return tokens;
}

const AGGREGATIONS: readonly string[] = ['sum', 'avg', 'max', 'min', 'count'];

/** Parses a query; whatever is not supported is an error that says what is. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at];
  const take = (text: string): void => {
    if (peek().text !== text || peek().kind === 'string') {
      throw unsupported(`Expected '${text}' but found '${peek().text}'`);
    }
    at += 1;
  };
  const word = (): string => {
    if (peek().kind !== 'word') {
      throw unsupported(`Expected a name but found '${peek().text}'`);
    }
    return tokens[at++].text;
  };

  function sum(): Expression {
    let left = product();
    while (peek().kind === 'op' && (peek().text === '+' || peek().text === '-')) {
      const op = tokens[at++].text as '+' | '-';
      left = { kind: 'binary', op, left, right: product() };
    }
    return left;
  }

  function product(): Expression {
    let left = operand();
    while (peek().kind === 'op' && (peek().text === '*' || peek().text === '/')) {
      const op = tokens[at++].text as '*' | '/';
      left = { kind: 'binary', op, left, right: operand() };
    }
    return left;
  }

  function operand(): Expression {
    const { kind, text } = peek();
    if (kind === 'number') {
      at += 1;
      return { kind: 'number', value: Number(text) };
    }
    if (kind === 'op' && text === '(') {
      take('(');
      const inner = sum();
      take(')');
      return inner;
    }
    if (kind === 'op' && text === '{') {
      return { kind: 'selector', matchers: selector('') };
    }
    const name = word();
    const next = peek();
    if (AGGREGATIONS.includes(name) && (next.text === '(' || next.text === 'by')) {
      return aggregation(name as Aggregation);
    }
    if (next.kind === 'op' && next.text === '(') {
      return call(name);
    }
    const matchers = selector(name);
    if (peek().kind === 'range') {
      throw unsupported(`'${name}[${peek().text}]' stands outside rate() and increase()`);
    }
    return { kind: 'selector', matchers };
  }

  function labelList(): string[] {
    take('by');
    take('(');
    const labels: string[] = [];
    while (peek().text !== ')') {
      labels.push(word());
      if (peek().text !== ')') {
        take(',');
      }
    }
    take(')');
    return labels;
  }

  function aggregation(fn: Aggregation): Expression {
    let by = peek().text === 'by' ? labelList() : null;
    take('(');
    const of = sum();
    take(')');
    by ??= peek().text === 'by' ? labelList() : [];
    return { kind: 'aggregation', fn, by, of };
  }

  function call(name: string): Expression {
    take('(');
    if (name === 'rate' || name === 'increase') {
      const matchers = selector(peek().kind === 'word' ? word() : '');
      const range = peek().kind === 'range' ? parseDuration(peek().text) : null;
      if (range === null) {
        throw unsupported(`${name}() needs a selector with a range such as [5m]`);
      }
      at += 1;
      take(')');
      return { kind: 'rate', fn: name, matchers, range };
    }
    if (name === 'histogram_quantile') {
      const q = Number(peek().kind === 'number' ? tokens[at++].text : Number.NaN);
      take(',');
      const of = sum();
      take(')');
      return { kind: 'quantile', q, of };
    }
    if (name === 'vector') {
      const value = Number(peek().kind === 'number' ? tokens[at++].text : Number.NaN);
      take(')');
      return { kind: 'vector', value };
    }
    throw unsupported(`The function ${name}() is not available`);
  }

  function selector(name: string): LabelMatcher[] {
    const matchers: LabelMatcher[] = name === '' ? [] : [{ label: '__name__', op: '=', value: name }];
    if (peek().kind !== 'op' || peek().text !== '{') {
      return matchers;
    }
    take('{');
    while (peek().text !== '}') {
      const label = word();
      const op = tokens[at++].text;
      if (!['=', '!=', '=~', '!~'].includes(op) || peek().kind !== 'string') {
        throw unsupported(`The matcher of label '${label}' is not of the form name="value"`);
      }
      matchers.push({ label, op, value: tokens[at++].text });
      if (peek().text !== '}') {
        take(',');
      }
    }
    take('}');
    return matchers;
  }

  const expression = sum();
  if (peek().kind !== 'end') {
    throw unsupported(`Did not expect '${peek().text}'`);
  }
  return expression;
}
