import fc from 'fast-check';
import { DueQueue } from './due-queue.ts';

it('gives what is due first, whatever was put in, moved and taken out before', () => {
  const step = fc.record({
    id: fc.integer({ min: 0, max: 20 }),
    due: fc.integer({ min: 0, max: 50 }),
    out: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new DueQueue();
      const known = new Map<string, number>();
      for (const { id, due, out } of steps) {
        if (out) {
          queue.delete(`m${id}`);
          known.delete(`m${id}`);
        } else {
          queue.set(`m${id}`, due);
          known.set(`m${id}`, due);
        }
        expect(queue.size).toBe(known.size);
        expect(queue.first()?.due).toBe(known.size === 0 ? undefined : Math.min(...known.values()));
      }
      const order: number[] = [];
      for (let first = queue.first(); first; first = queue.first()) {
        expect(known.get(first.id)).toBe(first.due);
        order.push(first.due);
        queue.delete(first.id);
      }
      expect(order).toEqual([...known.values()].sort((a, b) => a - b));
    })
  );
});
