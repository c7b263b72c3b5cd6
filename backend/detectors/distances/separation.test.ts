import fc from 'fast-check';
import { LeftOut } from './separation.ts';

describe('LeftOut', () => {
  it('has the references nearer in place than the zone, queries in any order', () => {
    const place = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(place), fc.array(place), fc.integer({ min: 0, max: 20 }), (asked, known, zone) => {
        const references = Int32Array.from(known).sort();
        const queries = Int32Array.from(asked);
        const leftOut = new LeftOut({ queries, references, zone });
        queries.forEach((own, q) => {
          leftOut.goTo(q);
          references.forEach((other, r) => expect(leftOut.has(r)).toBe(Math.abs(own - other) < zone));
        });
      })
    );
  });

  it('has none without a separation', () => {
    const leftOut = new LeftOut(null);
    leftOut.goTo(3);
    expect(leftOut.has(0)).toBe(false);
  });
});
