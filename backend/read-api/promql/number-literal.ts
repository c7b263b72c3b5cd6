import { parseDuration } from '../../../contract/duration.ts';

const DECIMAL = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * A number as PromQL writes it, without its sign: decimal, hexadecimal (`0x1F`), octal (a leading zero), `Inf`, `NaN`, with underscores between
 * digits, or a duration, which means its seconds. null for what is none.
 */
export function numberLiteral(text: string): number | null {
  const lower = text.toLowerCase();
  if (lower === 'inf') {
    return Infinity;
  }
  if (lower === 'nan') {
    return NaN;
  }
  if (/_/.test(text) && !/^[\da-fx.e+-]+(?:_[\da-f.e+-]+)+$/i.test(text)) {
    return null;
  }
  const plain = text.replaceAll('_', '');
  if (/^0x[\da-f]+$/i.test(plain)) {
    return Number(plain);
  }
  if (/^0[0-7]+$/.test(plain)) {
    return Number.parseInt(plain, 8);
  }
  if (DECIMAL.test(plain)) {
    return Number(plain);
  }
  const ms = parseDuration(plain);
  return ms === null ? null : ms / 1000;
}
