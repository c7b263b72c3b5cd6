import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsText } from './words/collect-words.ts';

/** Writes the words of `src` to the file that translations are made from; run it when words change (a test compares the two). */
const src = join(import.meta.dirname, '..', 'src');
writeFileSync(join(src, 'locales', 'en-US', 'nightjar-ml-app.json'), wordsText(src));
