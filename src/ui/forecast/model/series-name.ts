/** A series by its labels, `cpu{host="a"}`; by its query where it has none. */
export function seriesName(labels: Readonly<Record<string, string>>, expr: string): string {
  const { __name__: metric = '', ...rest } = labels;
  const parts = Object.entries(rest).map(([name, value]) => `${name}="${value}"`);
  return parts.length === 0 ? metric || expr : `${metric}{${parts.join(', ')}}`;
}

/** The same text for the same labels, whatever their order. */
export function labelKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort());
}
