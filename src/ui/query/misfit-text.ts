import type { Misfit } from './settings-fields.ts';
import { misfitWords } from './words.ts';

/** What is wrong with a setting, in words. */
export function misfitText(misfit: Misfit): string {
  switch (misfit.kind) {
    case 'not-a-number':
      return misfitWords.notANumber();
    case 'not-whole':
      return misfitWords.notWhole();
    case 'too-small':
      return misfit.reachable ? misfitWords.atLeast(misfit.limit) : misfitWords.above(misfit.limit);
    case 'too-large':
      return misfit.reachable ? misfitWords.atMost(misfit.limit) : misfitWords.below(misfit.limit);
    case 'no-choice':
      return misfitWords.choice();
    case 'too-few':
      return misfitWords.tooFew(misfit.limit);
    case 'too-many':
      return misfitWords.tooMany(misfit.limit);
    case 'pattern':
      return misfitWords.pattern();
  }
}
