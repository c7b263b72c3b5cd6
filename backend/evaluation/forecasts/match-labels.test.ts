import { matchLabels } from './match-labels.ts';

const of = (labels: Record<string, string>) => ({ labels });

describe('the series of another query that belongs to one', () => {
  const disk = { __name__: 'used', instance: 'a', mountpoint: '/' };

  it('is the only one there is, whatever its labels', () => {
    expect(matchLabels(disk, [of({ x: 'y' })])).toEqual(of({ x: 'y' }));
    expect(matchLabels(disk, [])).toBeNull();
  });

  it('shares the most labels and contradicts none', () => {
    const sizes = [
      of({ instance: 'a' }),
      of({ instance: 'a', mountpoint: '/' }),
      of({ instance: 'b', mountpoint: '/' }),
    ];
    expect(matchLabels(disk, sizes)).toBe(sizes[1]);
    expect(matchLabels({ ...disk, mountpoint: '/var' }, sizes)).toBe(sizes[0]);
  });

  it('is none where two are as good, or none has a label in common', () => {
    expect(matchLabels({ instance: 'a' }, [of({ instance: 'a', m: '1' }), of({ instance: 'a', m: '2' })])).toBeNull();
    expect(matchLabels({ __name__: 'used' }, [of({ __name__: 'used' }), of({ __name__: 'used' })])).toBeNull();
  });
});
