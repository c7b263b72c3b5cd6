/** One input of a detector's settings form. */
export type SettingsField = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly default: unknown;
} & (
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly above?: number;
      readonly below?: number;
      readonly whole: boolean;
    }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: ReadonlyArray<string | number> }
  /** Several of a list, none twice; at least `min`, at most `max` of them. */
  | { readonly kind: 'many'; readonly choices: readonly string[]; readonly min: number; readonly max: number }
  | { readonly kind: 'text'; readonly pattern?: string }
  /** One of the uploaded ONNX models, by name. */
  | { readonly kind: 'model' }
);

/** Why a value does not fit its field; the form says it in words. */
export type Misfit =
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'not-whole' }
  | { readonly kind: 'too-small'; readonly limit: number; readonly reachable: boolean }
  | { readonly kind: 'too-large'; readonly limit: number; readonly reachable: boolean }
  | { readonly kind: 'no-choice' }
  | { readonly kind: 'too-few'; readonly limit: number }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'pattern' };

type JsonSchema = Readonly<Record<string, unknown>>;

/** JavaScript's range of exact whole numbers, which schemas of whole numbers state though nobody means it. */
const BOUNDS = new Set<unknown>([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);

/** The inputs of a detector's settings, read from its JSON Schema. A property of a kind no form has is left out. */
export function settingsFields(schema: JsonSchema): SettingsField[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).flatMap(([name, raw]) => {
    const property = withoutNull(raw);
    const field = fieldOfKind(property);
    const help = String(raw.description ?? property.description ?? '');
    return field ? [{ name, label: String(raw.title ?? labelOf(name)), help, default: raw.default, ...field }] : [];
  });
}

type Kind = SettingsField extends infer F
  ? F extends unknown
    ? Omit<F, 'name' | 'label' | 'help' | 'default'>
    : never
  : never;

function fieldOfKind(property: JsonSchema): Kind | null {
  if (property.choices === 'onnx-models') {
    return { kind: 'model' };
  }
  const choices = choicesOf(property);
  if (choices) {
    return { kind: 'choice', choices };
  }
  switch (property.type) {
    case 'number':
    case 'integer':
      return {
        kind: 'number',
        whole: property.type === 'integer',
        min: bound(property.minimum),
        max: bound(property.maximum),
        above: bound(property.exclusiveMinimum),
        below: bound(property.exclusiveMaximum),
      };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return manyOf(property);
    case 'string':
      return { kind: 'text', pattern: typeof property.pattern === 'string' ? property.pattern : undefined };
    default:
      return null;
  }
}

function bound(value: unknown): number | undefined {
  return typeof value === 'number' && !BOUNDS.has(value) ? value : undefined;
}

function choicesOf(property: JsonSchema): ReadonlyArray<string | number> | null {
  if (Array.isArray(property.enum)) {
    return property.enum as Array<string | number>;
  }
  const constants = Array.isArray(property.anyOf) ? (property.anyOf as JsonSchema[]).map((one) => one.const) : [];
  return constants.length > 0 && constants.every((one) => typeof one === 'string' || typeof one === 'number')
    ? (constants as Array<string | number>)
    : null;
}

/** A list of words that are named by the schema; null for other lists. */
function manyOf({ items, minItems, maxItems }: JsonSchema): Kind | null {
  const choices = choicesOf((items ?? {}) as JsonSchema);
  return choices?.every((one) => typeof one === 'string')
    ? { kind: 'many', choices, min: bound(minItems) ?? 0, max: bound(maxItems) ?? choices.length }
    : null;
}

/** A property that may also be null is edited as what it is otherwise. */
function withoutNull(property: JsonSchema): JsonSchema {
  const others = Array.isArray(property.anyOf)
    ? (property.anyOf as JsonSchema[]).filter((one) => one.type !== 'null')
    : [];
  return others.length === 1 ? others[0] : property;
}

/** `minTrainingSamples` reads as "Min training samples". */
export function labelOf(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export type Settings = Readonly<Record<string, unknown>>;

/** The settings with one changed; a value equal to the default is left out. */
export function withSetting(settings: Settings, field: SettingsField, value: unknown): Record<string, unknown> {
  const { [field.name]: _old, ...rest } = settings;
  return value === undefined || isSame(value, field.default) ? rest : { ...rest, [field.name]: value };
}

/** Equal, lists by their content: in which order several are chosen is part of it. */
function isSame(one: unknown, other: unknown): boolean {
  return Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((item, index) => item === other[index])
    : one === other;
}

/** What is wrong with a value, or null when it fits. */
export function misfitOf(field: SettingsField, value: unknown): Misfit | null {
  switch (field.kind) {
    case 'number':
      return numberMisfit(field, value);
    case 'choice':
      return field.choices.includes(value as string | number) ? null : { kind: 'no-choice' };
    case 'many':
      return manyMisfit(field, value as readonly string[]);
    case 'text':
      return field.pattern && !new RegExp(field.pattern).test(String(value ?? '')) ? { kind: 'pattern' } : null;
    case 'boolean':
    case 'model':
      return null;
  }
}

function manyMisfit(
  { choices, min, max }: Extract<SettingsField, { kind: 'many' }>,
  value: readonly string[]
): Misfit | null {
  if (value.length < min) {
    return { kind: 'too-few', limit: min };
  }
  if (value.length > max) {
    return { kind: 'too-many', limit: max };
  }
  return value.every((one) => choices.includes(one)) ? null : { kind: 'no-choice' };
}

function numberMisfit(field: Extract<SettingsField, { kind: 'number' }>, value: unknown): Misfit | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { kind: 'not-a-number' };
  }
  if (field.whole && !Number.isInteger(value)) {
    return { kind: 'not-whole' };
  }
  if (field.min !== undefined && value < field.min) {
    return { kind: 'too-small', limit: field.min, reachable: true };
  }
  if (field.above !== undefined && value <= field.above) {
    return { kind: 'too-small', limit: field.above, reachable: false };
  }
  if (field.max !== undefined && value > field.max) {
    return { kind: 'too-large', limit: field.max, reachable: true };
  }
  if (field.below !== undefined && value >= field.below) {
    return { kind: 'too-large', limit: field.below, reachable: false };
  }
  return null;
}
