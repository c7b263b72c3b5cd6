import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Matcher } from '../../../contract/promql.ts';
import { compileMatcher } from '../../series/label-matcher.ts';
import { ReadApiError } from '../read-api-error.ts';

import { ARITHMETIC_OPERATORS, COMPARISONS } from './expression.ts';
import type { Expression, NumericExpression } from './expression.ts';
import { numberLiteral } from './number-literal.ts';
import { stringLiteral } from './string-literal.ts';

const MOST_CHARACTERS = 10_000;
const MOST_NESTED = 100;

const SUPPORTED =
  'Nightjar answers selectors of its results, such as nightjar_anomaly_score{job="api"}, scalars, arithmetic with a scalar, and comparison with a scalar; ' +
  'for anything else let Prometheus scrape the results, or have them sent by remote write, and ask Prometheus';

/** What a part of the grammar is called in an error. */
const NAMES: Readonly<Record<string, string>> = {
  AggregateExpr: 'aggregation',
  FunctionCall: 'a function call',
  MatrixSelector: 'a range selector',
  SubqueryExpr: 'a subquery',
  OffsetExpr: 'offset',
  StepInvariantExpr: 'the @ modifier',
  AnchoredExpr: 'anchored',
  SmoothedExpr: 'smoothed',
};

/**
 * Reads an expression of PromQL (https://prometheus.io/docs/prometheus/latest/querying/basics/) as far as it is answered.
 *
 * @throws ReadApiError `bad_data` where it is no PromQL, where its types do not fit, and where it is more than is answered: the message names what is.
 */
export function parseExpression(text: string): Expression {
  if (text.length > MOST_CHARACTERS) {
    throw new ReadApiError(
      'bad_data',
      `the query has ${text.length} characters, and ${MOST_CHARACTERS} are the most: shorten it`
    );
  }
  if (text.trim() === '') {
    throw new ReadApiError('bad_data', 'invalid parameter "query": no expression found in input');
  }
  const reader = new Reader(text);
  const top = parser.parse(text).topNode;
  const nodes = children(top);
  reader.refuseErrors(top);
  return reader.read(nodes[0], 0);
}

/** A selector alone, as the parameter `match[]` holds. Throws as `parseExpression` does. */
export function parseSelector(text: string): readonly Matcher[] {
  const expression = parseExpression(text);
  if (expression.kind !== 'selector') {
    throw new ReadApiError('bad_data', `invalid parameter "match[]": ${text.slice(0, 200)} is no selector`);
  }
  return expression.matchers;
}

class Reader {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  refuseErrors(top: SyntaxNode): void {
    const cursor = top.cursor();
    do {
      if (cursor.type.isError) {
        const found = this.text.slice(cursor.from, cursor.to).slice(0, 40) || this.text.slice(cursor.from).slice(0, 20);
        this.fail(cursor.from, `parse error: unexpected ${found ? JSON.stringify(found) : 'end of input'}`);
      }
    } while (cursor.next());
  }

  read(node: SyntaxNode, depth: number): Expression {
    if (depth > MOST_NESTED) {
      this.fail(node.from, `the query is nested more than ${MOST_NESTED} deep`);
    }
    switch (node.name) {
      case 'NumberDurationLiteral':
        return this.number(this.textOf(node), node);
      case 'StringLiteral':
        return { kind: 'string', type: 'string', value: this.string(node) };
      case 'VectorSelector':
        return { kind: 'selector', type: 'vector', matchers: this.matchers(node) };
      case 'ParenExpr':
        return this.read(children(node)[0], depth + 1);
      case 'UnaryExpr': {
        const [sign, operand] = children(node);
        const read = this.numeric(operand, depth + 1, 'unary expression');
        return this.textOf(sign) === '-' ? { kind: 'negation', type: read.type, operand: read } : read;
      }
      case 'BinaryExpr':
        return this.binary(node, depth + 1);
      default:
        return this.unsupported(node, NAMES[node.name] ?? 'this');
    }
  }

  private binary(node: SyntaxNode, depth: number): NumericExpression {
    const parts = children(node);
    const [leftNode, operatorNode] = parts;
    const rightNode = parts[parts.length - 1];
    const matching = parts.find(({ name }) => name === 'MatchingModifierClause' || name.startsWith('Fill'));
    const operator = this.textOf(operatorNode).toLowerCase();
    const arithmetic = ARITHMETIC_OPERATORS.find((one) => one === operator);
    const comparison = COMPARISONS.find((one) => one === operator);
    if (!arithmetic && !comparison) {
      return this.unsupported(operatorNode, operator);
    }
    const signed = arithmetic === '^' && leftNode.name === 'NumberDurationLiteral' ? this.signOf(leftNode) : '';
    const left = signed
      ? this.number(this.textOf(leftNode).slice(1).trim(), leftNode)
      : this.numeric(leftNode, depth, 'binary expression');
    const right = this.numeric(rightNode, depth, 'binary expression');
    if (left.type === 'vector' && right.type === 'vector') {
      return this.unsupported(operatorNode, `${operator} between two vectors`);
    }
    if (matching) {
      this.fail(matching.from, 'parse error: vector matching only allowed between instant vectors');
    }
    const type = left.type === 'vector' || right.type === 'vector' ? 'vector' : 'scalar';
    const asNumber = parts.some(({ name }) => name === 'BoolModifier');
    if (arithmetic) {
      if (asNumber) {
        this.fail(operatorNode.from, 'parse error: bool modifier can only be used on comparison operators');
      }
      const expression = { kind: 'arithmetic', type, operator: arithmetic, left, right } as const;
      // A sign binds less than ^, but the grammar reads it as part of the number.
      return signed === '-' ? { kind: 'negation', type, operand: expression } : expression;
    }
    if (type === 'scalar' && !asNumber) {
      this.fail(node.from, 'parse error: comparisons between scalars must use BOOL modifier');
    }
    return { kind: 'comparison', type, operator: comparison ?? '==', asNumber, left, right };
  }

  private numeric(node: SyntaxNode, depth: number, where: string): NumericExpression {
    const expression = this.read(node, depth);
    if (expression.kind === 'string') {
      this.fail(node.from, `parse error: ${where} must contain only scalar and instant vector types`);
    }
    return expression;
  }

  private number(text: string, node: SyntaxNode): NumericExpression {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    const value = numberLiteral(text.slice(sign.length).trim());
    if (value === null) {
      this.fail(node.from, `parse error: bad number or duration syntax: ${JSON.stringify(text.slice(0, 40))}`);
    }
    return { kind: 'number', type: 'scalar', value: sign === '-' ? -value : value };
  }

  private signOf(node: SyntaxNode): string {
    return /^[-+]/.exec(this.textOf(node))?.[0] ?? '';
  }

  private matchers(node: SyntaxNode): Matcher[] {
    const found: Matcher[] = [];
    for (const part of children(node)) {
      if (part.name === 'Identifier') {
        found.push({ label: '__name__', op: '=', value: this.textOf(part) });
      } else if (part.name === 'LabelMatchers') {
        found.push(...children(part).map((matcher) => this.matcher(matcher, found)));
      }
    }
    if (found.every((matcher) => compileMatcher(matcher)(''))) {
      this.fail(node.from, 'parse error: vector selector must contain at least one non-empty matcher');
    }
    return found;
  }

  private matcher(node: SyntaxNode, before: readonly Matcher[]): Matcher {
    const [nameNode, operatorNode, valueNode] = children(node);
    if (node.name === 'QuotedLabelName') {
      if (before.some(({ label, op }) => label === '__name__' && op === '=')) {
        this.fail(node.from, 'parse error: metric name must not be set twice');
      }
      return { label: '__name__', op: '=', value: this.string(nameNode) };
    }
    const label = nameNode.name === 'QuotedLabelName' ? this.string(children(nameNode)[0]) : this.textOf(nameNode);
    const operator = this.textOf(operatorNode) as Matcher['op'];
    const matcher = { label, op: operator, value: this.string(valueNode) };
    if (label === '__name__' && before.some((one) => one.label === '__name__' && one.op === '=')) {
      this.fail(node.from, 'parse error: metric name must not be set twice');
    }
    try {
      compileMatcher(matcher);
    } catch (error) {
      this.fail(node.from, `parse error: ${error instanceof Error ? error.message : String(error)}`);
    }
    return matcher;
  }

  private string(node: SyntaxNode): string {
    const value = stringLiteral(this.textOf(node));
    if (value === null) {
      this.fail(node.from, 'parse error: invalid string literal');
    }
    return value;
  }

  private textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private unsupported(node: SyntaxNode, what: string): never {
    this.fail(node.from, `${what} is not supported here. ${SUPPORTED}`);
  }

  private fail(at: number, message: string): never {
    const before = this.text.slice(0, at).split('\n');
    const column = before[before.length - 1].length + 1;
    throw new ReadApiError('bad_data', `invalid parameter "query": ${before.length}:${column}: ${message}`);
  }
}

/** Children without comments. */
function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      found.push(child);
    }
  }
  return found;
}
