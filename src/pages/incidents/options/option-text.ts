/** Options that are typed as text, a line or a name each, and read back. A reader gives what is wrong as `wrong`. */

export type ReadText<T> = { readonly value: T } | { readonly wrong: string };

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export function tiersText(tiers: Readonly<Record<string, number>>): string {
  return Object.entries(tiers)
    .map(([service, tier]) => `${service}: ${tier}`)
    .join('\n');
}

/** `checkout: 1`, a line each. */
export function readTiers(text: string): ReadText<Record<string, number>> {
  const value: Record<string, number> = {};
  for (const line of lines(text)) {
    const found = /^(.+?)\s*[:=]\s*([1-5])$/.exec(line);
    if (!found) {
      return { wrong: line };
    }
    value[found[1]] = Number(found[2]);
  }
  return { value };
}

export function callsText(calls: readonly (readonly [string, string])[]): string {
  return calls.map(([caller, called]) => `${caller} -> ${called}`).join('\n');
}

/** `checkout -> payment`, a line each. */
export function readCalls(text: string): ReadText<[string, string][]> {
  const value: [string, string][] = [];
  for (const line of lines(text)) {
    const [caller, called, ...more] = line.split('->').map((name) => name.trim());
    if (!caller || !called || more.length > 0) {
      return { wrong: line };
    }
    value.push([caller, called]);
  }
  return { value };
}

/** `service, app`: at least one. */
export function readNames(text: string): ReadText<string[]> {
  const value = text
    .split(/[\s,]+/)
    .map((name) => name.trim())
    .filter(Boolean);
  return value.length === 0 ? { wrong: text } : { value };
}

/** A number between two others, both allowed. */
export function readNumber(text: string, least: number, most: number, isWhole: boolean): ReadText<number> {
  const value = Number(text);
  const isRight = text.trim() !== '' && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  return isRight ? { value } : { wrong: text };
}

/** Empty, or an address of the web. */
export function readAddress(text: string): ReadText<string> {
  const value = text.trim();
  return value === '' || (/^https?:\/\//i.test(value) && URL.canParse(value)) ? { value } : { wrong: text };
}
