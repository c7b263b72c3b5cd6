import type { ArithmeticOperator, Comparison } from './expression.ts';

export const ARITHMETIC: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': power,
};

export const COMPARE: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

/**
 * x to the power of y as C and Go define it: unlike JavaScript's, 1 to any power is 1, and -1 to an infinite one is 1 as well. Powers that are whole
 * numbers are multiplied out, so that they have the bits Prometheus gives; others may differ from it in the last.
 */
export function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) {
    return 1;
  }
  if (y === 0.5 && x >= 0) {
    return Math.sqrt(x);
  }
  if (y === -0.5 && x >= 0) {
    return 1 / Math.sqrt(x);
  }
  const whole = Number.isFinite(x) && x !== 0 && Number.isInteger(y) && Math.abs(y) < 2 ** 31;
  return whole ? wholePower(x, y) : Math.pow(x, y);
}

/** By squaring, mantissa and exponent apart, so that nothing overflows between. */
function wholePower(x: number, y: number): number {
  let [mantissa, exponent] = split(x);
  let product = 1;
  let productExponent = 0;
  for (let rest = Math.abs(y); rest > 0; rest = Math.floor(rest / 2)) {
    if (Math.abs(exponent) > 4_096) {
      // Beyond what a double holds, whatever the rest multiplies.
      productExponent += exponent;
      break;
    }
    if (rest % 2 === 1) {
      product *= mantissa;
      productExponent += exponent;
    }
    mantissa *= mantissa;
    exponent *= 2;
    if (Math.abs(mantissa) < 0.5) {
      mantissa *= 2;
      exponent -= 1;
    }
  }
  return y < 0 ? scaled(1 / product, -productExponent) : scaled(product, productExponent);
}

const words = new DataView(new ArrayBuffer(8));

/** x as mantissa (0.5 to 1 in size) and exponent of 2. */
function split(x: number): [number, number] {
  const normal = Math.abs(x) < 2 ** -1022 ? x * 2 ** 52 : x;
  words.setFloat64(0, normal);
  const exponent = (words.getUint16(0) >> 4) & 0x7ff;
  words.setUint16(0, (words.getUint16(0) & 0x800f) | (1022 << 4));
  return [words.getFloat64(0), exponent - 1022 - (normal === x ? 0 : 52)];
}

/** value times 2 to the exponent, rounded once. */
function scaled(value: number, exponent: number): number {
  const [mantissa, own] = split(value);
  const whole = own + exponent;
  if (whole > 1024) {
    return mantissa < 0 ? -Infinity : Infinity;
  }
  if (whole < -1080) {
    return mantissa < 0 ? -0 : 0;
  }
  return whole < -1000 ? mantissa * 2 ** (whole + 100) * 2 ** -100 : mantissa * 2 * 2 ** (whole - 1);
}
