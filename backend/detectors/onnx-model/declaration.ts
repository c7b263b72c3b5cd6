import { z } from 'zod';
import { parseFeatures } from '../../features/pipeline/expression.ts';
import { NightjarError } from '../../errors.ts';

export const MEANINGS = ['score', 'raw', 'decision', 'reconstruction', 'prediction'] as const;

/** What the user says of a file that Nightjar did not write. Files written by `nightjar export-model` need none. */
export const declarationSchema = z.strictObject({
  input: z
    .string()
    .max(200)
    .default('')
    .describe('Name of the input that takes the numbers; may be left out where the model has one input alone.'),
  window: z
    .int()
    .min(1)
    .max(2048)
    .optional()
    .describe('Points of a window, oldest first; may be left out where the input says it, and is 1 with features.'),
  scaling: z
    .enum(['none', 'standard', 'robust'])
    .default('none')
    .describe('How values are scaled before they enter the model; fitted on the training window.'),
  features: z
    .string()
    .max(2_000)
    .refine((text) => text === '' || isReadable(text), { error: 'must be features such as value, lag(value, 1)' })
    .default('')
    .describe('Features of each point, such as value, lag(value, 1), mean(value, 1h); empty: the values themselves.'),
  output: z
    .string()
    .max(200)
    .default('')
    .describe('Name of the output to read; may be left out where the model has one alone.'),
  meaning: z
    .enum(MEANINGS)
    .default('raw')
    .describe(
      'score: calibrated, 0 to 1. raw: higher is more unusual. decision: lower is more unusual. reconstruction: the window as the model sees it. prediction: the value that follows the window.'
    ),
});

export type Declaration = z.infer<typeof declarationSchema>;

function isReadable(text: string): boolean {
  try {
    return parseFeatures(text).length > 0;
  } catch (error) {
    if (error instanceof NightjarError) {
      return false;
    }
    throw error;
  }
}

/** How a file is run: what its declaration, its metadata and its inputs say together. Plain data; it stands beside the file. */
export const runPlanSchema = z.object({
  hash: z.string(),
  name: z.string(),
  /** `nightjar`: written by `nightjar export-model`, takes raw windows and the time, gives the score. */
  form: z.enum(['nightjar', 'declared']),
  input: z.object({
    name: z.string(),
    type: z.enum(['float32', 'float64']),
    /** Shape of one row; its product is window x columns. */
    row: z.array(z.number()),
    /** Rows of one run where the file fixes them at 1. */
    isSingle: z.boolean(),
  }),
  /** Input of the newest point's time, ms since the epoch, int64 [n]; empty where there is none. */
  time: z.string(),
  /** Points of a row. */
  window: z.number(),
  /** Numbers a point: series of the `nightjar` form, columns of features otherwise. */
  columns: z.number(),
  scaling: z.enum(['none', 'standard', 'robust']),
  features: z.string(),
  output: z.string(),
  meaning: z.enum(MEANINGS),
  /** Distance of points in ms that the model was made for; 0 where any will do. */
  step: z.number(),
});

export type RunPlan = z.infer<typeof runPlanSchema>;
