import { modelsAndFiles } from './001-models-and-files.ts';
import { monitors } from './002-monitors.ts';
import type { Migration } from './migration.ts';

/** All migrations in order; one that has shipped is never changed. */
export const MIGRATIONS: readonly Migration[] = [modelsAndFiles, monitors];
