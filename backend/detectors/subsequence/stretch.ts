import { leadingGap } from './course.ts';
import type { Course } from './course.ts';

/** Mean and spread (population standard deviation) of numbers, by two passes. */
export function momentsOf(values: ArrayLike<number>, start: number, length: number): { mean: number; spread: number } {
  let sum = 0;
  for (let i = start; i < start + length; i++) {
    sum += values[i];
  }
  const mean = sum / length;
  let squares = 0;
  for (let i = start; i < start + length; i++) {
    squares += (values[i] - mean) ** 2;
  }
  return { mean, spread: Math.sqrt(squares / length) };
}

/** A stretch of a course about its mean, over its spread or the least one that counts: flat stretches keep their flatness. */
export interface Stretch {
  readonly shape: Float64Array;
  readonly mean: number;
  readonly spread: number;
  /** Sum of the squares of `shape`: its length where the spread counts, less where it is flatter. */
  readonly square: number;
}

/** The stretch as its own points tell it, whatever lies before: missing values it begins with take its first one. */
export function stretchAt(course: Course, start: number, length: number, leastSpread: number): Stretch {
  const gap = leadingGap(course, start, length);
  const shape = Float64Array.from(course.values.subarray(start, start + length));
  shape.fill(course.values[Math.min(start + gap, course.values.length - 1)], 0, gap);
  const { mean, spread } = momentsOf(shape, 0, length);
  const scale = Math.max(spread, leastSpread);
  let square = 0;
  for (let i = 0; i < length; i++) {
    shape[i] = (shape[i] - mean) / scale;
    square += shape[i] * shape[i];
  }
  return { shape, mean, spread: scale, square };
}
