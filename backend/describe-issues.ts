import type { z } from 'zod';

/** What a schema found wrong, as the end of a sentence: `sensitivity: Too big: expected number to be <=1; step: must be ...`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => {
      const where = issue.path.map(String).join('.');
      const what = issue.message.replace(/\.$/, '');
      return where ? `${where}: ${what}` : what;
    })
    .join('; ');
}
