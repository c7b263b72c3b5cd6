import { Graph } from '../graph.ts';
import { openSession } from '../session.ts';
import { tensor } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { clipped, updateRule } from './optimiser.ts';
import type { Optimiser } from './optimiser.ts';

const STEPS = 25;
const SIZE = 6;
const gradientAt = (step: number, i: number) => Math.sin(step * 1.3 + i) * (i + 0.5);
const rateOf = (step: number) => 0.05 / (1 + step / 10);

/** The papers' own formulas, in float64: one number's course. */
const PAPERS: Record<string, { optimiser: Optimiser; course: (i: number) => number }> = {
  sgd: {
    optimiser: { kind: 'sgd' },
    course: (i) => follow(i, (p, g, rate) => p - rate * g),
  },
  'sgd with momentum and decay': {
    optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 0.1 },
    course: (i) => {
      let velocity = 0;
      return follow(i, (p, g, rate) => {
        velocity = 0.9 * velocity + g + 0.1 * p;
        return p - rate * velocity;
      });
    },
  },
  adagrad: {
    optimiser: { kind: 'adagrad', weightDecay: 0.1 },
    course: (i) => {
      let sum = 0;
      return follow(i, (p, g, rate) => {
        const pull = g + 0.1 * p;
        sum += pull * pull;
        return p - (rate * pull) / (Math.sqrt(sum) + 1e-10);
      });
    },
  },
  adam: { optimiser: { kind: 'adam' }, course: (i) => adamCourse(i, 0, 0, 1e-8) },
  'adam with decay': {
    optimiser: { kind: 'adam', weightDecay: 0.1, epsilon: 0.01 },
    course: (i) => adamCourse(i, 0.1, 0, 0.01),
  },
  adamw: { optimiser: { kind: 'adamw', weightDecay: 0.1 }, course: (i) => adamCourse(i, 0, 0.1, 1e-8) },
};

function follow(i: number, move: (p: number, g: number, rate: number, step: number) => number): number {
  let p = i - 2;
  for (let step = 1; step <= STEPS; step++) {
    p = move(p, gradientAt(step, i), rateOf(step), step);
  }
  return p;
}

function adamCourse(i: number, decay: number, decoupled: number, epsilon: number): number {
  let [m, v] = [0, 0];
  return follow(i, (p, g, rate, step) => {
    const pull = g + decay * p;
    m = 0.9 * m + 0.1 * pull;
    v = 0.999 * v + 0.001 * pull * pull;
    const move = m / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.999 ** step)) + epsilon);
    return p * (1 - rate * decoupled) - rate * move;
  });
}

it.each(Object.keys(PAPERS))('%s goes as the paper says', async (name) => {
  const { optimiser, course } = PAPERS[name];
  const rule = updateRule(optimiser);
  const columns = rule.row(1, 1).length;
  const graph = new Graph('update');
  const names = ['p', 'g', ...Array.from({ length: rule.slots }, (_, i) => `s${i}`)];
  const [p, g, ...slots] = names.map((input) => graph.input(input, 'float32', [SIZE]));
  const row = Array.from({ length: columns }, (_, i) => graph.input(`r${i}`, 'float32', [1]));
  rule.update(graph, p, g, slots, row).forEach((value, i) => graph.output(`next${i}`, value));
  const session = await openSession(writeModel(graph));
  let state: Float32Array[] = [
    Float32Array.from({ length: SIZE }, (_, i) => i - 2),
    ...slots.map(() => new Float32Array(SIZE)),
  ];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = Float32Array.from({ length: SIZE }, (_, i) => gradientAt(step, i));
    const numbers = rule
      .row(step, rateOf(step))
      .map((value, i) => [`r${i}`, tensor('float32', [1], Float32Array.of(value))]);
    const found = await session.run({
      p: tensor('float32', [SIZE], state[0]),
      g: tensor('float32', [SIZE], gradient),
      ...Object.fromEntries(slots.map((_, i) => [`s${i}`, tensor('float32', [SIZE], state[i + 1])])),
      ...Object.fromEntries(numbers),
    });
    state = state.map((_, i) => found[`next${i}`].data as Float32Array);
  }
  state[0].forEach((value, i) => expect(Math.abs(value - course(i))).toBeLessThan(2e-5));
  await session.dispose();
});

it('clips what is too long, each model by itself, and leaves the rest', async () => {
  const graph = new Graph('clip');
  graph.output('y', clipped(graph, graph.input('g', 'float32', [3, 2]), 2.5));
  const session = await openSession(writeModel(graph));
  const { y } = await session.run({ g: tensor('float32', [3, 2], Float32Array.of(3, 4, 0.6, 0.8, 0, 0)) });
  [1.5, 2, 0.6, 0.8, 0, 0].forEach((value, i) => expect(Number(y.data[i])).toBeCloseTo(value, 6));
  await session.dispose();
});
