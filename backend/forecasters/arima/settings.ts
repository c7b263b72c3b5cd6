import { z } from 'zod';

const wholeNumbers = 'three whole numbers with commas between them, such as 2,1,1';

export const arimaSettings = z.object({
  seasonality: z
    .enum(['decomposition', 'fourier', 'orders', 'none'])
    .default('decomposition')
    .describe(
      'How seasons are followed. decomposition: taken out before and put back after, cheap. fourier: sine waves fitted along. orders: seasonal orders for the shortest season, slow. none: not at all.'
    ),
  order: z
    .string()
    .regex(/^(auto|\d,[0-2],\d)$/, `Take auto or ${wholeNumbers}, the middle one 2 at most.`)
    .default('auto')
    .describe(`Orders p,d,q of the model: ${wholeNumbers}; auto finds them by AICc.`),
  seasonalOrder: z
    .string()
    .regex(/^(auto|[0-3],[01],[0-3])$/, `Take auto or ${wholeNumbers}: 3, 1 and 3 at most.`)
    .default('auto')
    .describe('Seasonal orders P,D,Q where seasonality is orders; auto finds them. Counts only beside a given order.'),
  constant: z
    .enum(['auto', 'yes', 'no'])
    .default('auto')
    .describe('Whether the model has a mean or, differenced once, a drift. None has one that is differenced twice.'),
  largestOrder: z
    .number()
    .int()
    .min(1)
    .max(5)
    .default(5)
    .describe('The largest p and q that the search tries; seasonal ones up to 2.'),
  waves: z
    .number()
    .int()
    .min(1)
    .max(12)
    .default(4)
    .describe('Sine waves a season where seasonality is fourier, fewer where the season has not as many.'),
});

export type ArimaSettings = z.infer<typeof arimaSettings>;

/** The numbers of a setting; null where they are to be found. */
export function ordersOf(text: string): [number, number, number] | null {
  if (text === 'auto') {
    return null;
  }
  const [first, second, third] = text.split(',').map(Number);
  return [first, second, third];
}
