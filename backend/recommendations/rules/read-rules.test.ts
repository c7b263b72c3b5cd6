import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECOMMENDATION_CATEGORIES } from '../../../contract/recommendations.ts';
import { METHODS } from '../methods/index.ts';
import { parseRules, readRules, readRulesWithStarter, starterRules } from './read-rules.ts';

const RULE = `rules:
  - id: pool-tight
    category: performance_tuning
    method: headroom
    title: 'The pool of {service}'
    description: It is nearly used up.
    component: { type: service, labels: [service] }
    parameter: pool_max
    queries: { usage: pool_used, limit: pool_max }
    steps: [Set it to {recommended}.]
`;

it('has a starter set of 30 for machines, Kubernetes, services and alerts, in all six categories', () => {
  const { rules } = starterRules();
  expect(rules).toHaveLength(30);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(30);
  expect(new Set(rules.map(({ category }) => category))).toEqual(new Set(RECOMMENDATION_CATEGORIES));
});

it('names what is wrong of a rule, and in which file', () => {
  expect(parseRules('mine.yaml', RULE.replace('[Set it to {recommended}.]', "['Set it.']")).rules).toHaveLength(1);
  const broken: [string, string, RegExp][] = [
    ['limit: pool_max', 'limits: pool_max', /needs the query limit; .*no such query; it has usage, limit/],
    ['method: headroom', 'method: guess', /rules\.0\.method/],
    ['parameter: pool_max', "parameter: ''", /rules\.0\.parameter/],
    ['    steps', '    settings: { target: 3 }\n    steps', /rules\.0\.settings: target/],
    ['    steps', "    config: { query: limit, names: '(' }\n    steps", /config\.names: must be a regular expression/],
  ];
  for (const [before, after, message] of broken) {
    const text = RULE.replace('[Set it to {recommended}.]', "['Set it.']").replace(before, after);
    expect(() => parseRules('mine.yaml', text)).toThrow(message);
    expect(() => parseRules('mine.yaml', text)).toThrow('mine.yaml');
  }
});

it('adds the starter set where a file asks for it, less what it leaves out or has itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-rules-'));
  const file = join(folder, 'mine.yaml');
  const idsWith = (head: string, rule = RULE): string[] => {
    writeFileSync(file, `${head}\n${rule.replace('[Set it to {recommended}.]', "['Set it.']")}`);
    return readRulesWithStarter(file).rules.map(({ id }) => id);
  };
  try {
    const [first, second, ...others] = starterRules().rules.map(({ id }) => id);
    expect(idsWith('')).toEqual(['pool-tight']);
    expect(idsWith('starter: true')).toEqual([first, second, ...others, 'pool-tight']);
    expect(idsWith(`starter: { without: [${first}] }`, RULE.replace('pool-tight', second))).toEqual([
      ...others,
      second,
    ]);
    expect(() => idsWith('starter: { without: [no-such-rule] }')).toThrow('leave out no-such-rule');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('refuses the same id twice, what is no YAML, and a file that is not there', () => {
  const twice = RULE.replace('[Set it to {recommended}.]', "['Set it.']");
  expect(() => parseRules('a.yaml', twice + twice.replace('rules:\n', ''))).toThrow('name pool-tight twice');
  expect(() => parseRules('a.yaml', 'rules: [')).toThrow('no valid YAML');
  expect(() => readRules('nowhere/rules.yaml')).toThrow('cannot be read');
});

it('expands no bomb of aliases', () => {
  const levels = Array.from(
    { length: 20 },
    (_, i) =>
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`
  );
  expect(() => parseRules('a.yaml', [`a0: &a0 [x]`, ...levels.slice(1)].join('\n'))).toThrow('no valid YAML');
});

it('fills in the defaults of every method from nothing but what it demands', () => {
  for (const { settings, id } of Object.values(METHODS)) {
    expect(() => settings.parse(id === 'relation' ? { outcome: 'errors' } : {})).not.toThrow();
  }
});
