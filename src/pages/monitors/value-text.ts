/** `12.3 (5.1)`: a value and what was expected, in five digits; a missing value is `-`. */
export function valueText(value: number | null, expected: number | null): string {
  const text = (number: number | null) => (number === null ? '-' : String(Number(number.toPrecision(5))));
  return expected === null ? text(value) : `${text(value)} (${text(expected)})`;
}
