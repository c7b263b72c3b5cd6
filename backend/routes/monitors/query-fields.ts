import { z } from 'zod';
import { selectorsIn } from '../../../contract/promql.ts';
import type { Matcher } from '../../../contract/promql.ts';

/** A field of a query string that may stand there several times, or once with commas. */
export function listOf<T extends string>(item: z.ZodType<T>) {
  return z
    .preprocess(
      (given) =>
        given === undefined
          ? undefined
          : (Array.isArray(given) ? given : String(given).split(',')).filter((one) => one !== ''),
      z.array(item).max(100)
    )
    .optional();
}

export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

/** Label matchers, each as PromQL writes it: `service="cart"`, `pod=~"web-.*"`. */
export const matcherList = z
  .preprocess(
    (given) => (given === undefined ? undefined : Array.isArray(given) ? given : [given]),
    z
      .array(
        z.string().transform((text, context): Matcher => {
          const [selector] = selectorsIn(`{${text}}`);
          if (selector?.matchers.length !== 1) {
            context.addIssue({
              code: 'custom',
              message: `must be matchers such as service="cart", not ${text.slice(0, 80)}`,
            });
            return z.NEVER;
          }
          return selector.matchers[0];
        })
      )
      .max(20)
  )
  .optional();

/** A count in a query string. */
export function count(most: number, usual: number) {
  return z.coerce.number().int().min(1).max(most).default(usual);
}
