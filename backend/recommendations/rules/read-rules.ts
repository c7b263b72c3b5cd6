import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeIssues } from '../../describe-issues.ts';
import { NightjarError } from '../../errors.ts';
import { ruleFileSchema } from './rule.ts';
import type { RuleFile } from './rule.ts';

/** Aliases a file may expand to (a few bytes of nested ones make billions of nodes). */
const MOST_ALIASES = 100;
const MOST_BYTES = 4 * 1024 * 1024;

/** Rules from the text of a YAML (or JSON) file. Throws `bad-settings` naming the file and each wrong field. */
export function parseRules(file: string, text: string): RuleFile {
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new NightjarError('bad-settings', `The rules in ${file} are no valid YAML: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  const parsed = ruleFileSchema.safeParse(data ?? {});
  if (!parsed.success) {
    throw new NightjarError('bad-settings', `The rules in ${file} are wrong: ${describeIssues(parsed.error)}.`);
  }
  const twice = parsed.data.rules.find(({ id }, at, all) => all.findIndex((rule) => rule.id === id) !== at);
  if (twice) {
    throw new NightjarError('bad-settings', `The rules in ${file} name ${twice.id} twice: give one another id.`);
  }
  return parsed.data;
}

/** Reads a file of rules, those of the starter set that it asks for before its own. Throws `bad-settings`. */
export function readRulesWithStarter(file: string): RuleFile {
  const own = readRules(file);
  if (own.starter === false) {
    return own;
  }
  const { rules } = starterRules();
  const without = own.starter === true ? [] : own.starter.without;
  const unknown = without.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    throw new NightjarError(
      'bad-settings',
      `The rules in ${file} leave out ${unknown}, which the starter set has not.`
    );
  }
  const isLeftOut = (id: string): boolean => without.includes(id) || own.rules.some((rule) => rule.id === id);
  return { ...own, rules: [...rules.filter(({ id }) => !isLeftOut(id)), ...own.rules] };
}

/** Reads a file of rules as it stands. Throws `bad-settings`. */
export function readRules(file: string): RuleFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new NightjarError('bad-settings', `The rules in ${file} cannot be read: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  if (text.length > MOST_BYTES) {
    throw new NightjarError(
      'bad-settings',
      `The rules in ${file} are too long: ${text.length} characters, at most ${MOST_BYTES}.`
    );
  }
  return parseRules(file, text);
}

/** Where the starter set lies: beside this file, or beside the bundle in an installed plugin. */
export function starterFolder(here: string = import.meta.dirname): string {
  const places = [join(here, 'starter'), join(here, 'recommendation-rules')];
  return places.find((place) => existsSync(place)) ?? places[0];
}

let starter: RuleFile | undefined;

/** The starter set: rules for what many run. */
export function starterRules(): RuleFile {
  if (!starter) {
    const folder = starterFolder();
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => readRules(join(folder, name)));
    starter = {
      starter: false,
      rules: files.flatMap(({ rules }) => rules),
      components: files.flatMap(({ components }) => components),
    };
  }
  return starter;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}
