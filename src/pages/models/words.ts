import { t } from '../../ui/translate.ts';
import type { Meaning } from './upload-form.ts';

export const modelsWords = {
  subtitle: () =>
    t('models.subtitle', 'ONNX models of your own: upload one, then choose the detector Own ONNX model in a query.'),
  list: () => t('models.list', 'Uploaded models'),
  loading: () => t('models.loading', 'Loading the models'),
  failed: (reason: string) => t('models.failed', 'The models could not be listed: {{reason}}', { reason }),
  empty: () => t('models.empty', 'No models yet'),
  emptyHelp: () =>
    t(
      'models.empty-help',
      'Upload a file that nightjar export-model wrote, or any ONNX model whose input and output you describe. It is checked and tried before a query can use it.'
    ),
  inMemory: () =>
    t(
      'models.in-memory',
      'The engine has no data folder: uploaded models last until it ends. Its documentation says how to give it one.'
    ),
  name: () => t('models.name', 'Name'),
  what: () => t('models.what', 'Input and output'),
  size: () => t('models.size', 'Size'),
  uploaded: () => t('models.uploaded', 'Uploaded'),
  actions: () => t('models.actions', 'Actions'),
  uploadedBy: (when: string, who: string) => t('models.uploaded-by', '{{when}} by {{who}}', { when, who }),
  exported: (detector: string) => t('models.exported', 'Exported from {{detector}}', { detector }),
  flow: (input: string, output: string) => t('models.flow', '{{input}} to {{output}}', { input, output }),
  details: (name: string) => t('models.details', 'Details of {{name}}', { name }),
  hash: () => t('models.hash', 'SHA-256'),
  producer: () => t('models.producer', 'Written by'),
  opset: () => t('models.opset', 'Operator sets'),
  operators: () => t('models.operators', 'Operators'),
  constants: () => t('models.constants', 'Numbers in constants'),
  trial: () => t('models.trial', 'Trial run'),
  trialMs: (ms: string) => t('models.trial-ms', '{{ms}} ms for a batch', { ms }),
  remove: (name: string) => t('models.remove', 'Delete {{name}}', { name }),
  removeTitle: () => t('models.remove-title', 'Delete model'),
  removeBody: (name: string) =>
    t('models.remove-body', 'Delete {{name}}? Queries, panels and alert rules that use it will fail from then on.', {
      name,
    }),
  removeConfirm: () => t('models.remove-confirm', 'Delete'),
  removeFailed: (reason: string) => t('models.remove-failed', 'The model was not deleted: {{reason}}', { reason }),
};

export const uploadWords = {
  title: () => t('models.upload.title', 'Upload a model'),
  file: () => t('models.upload.file', 'ONNX file'),
  fileHelp: (most: string) => t('models.upload.file-help', 'An .onnx file of at most {{most}}.', { most }),
  tooLarge: (size: string, most: string) =>
    t('models.upload.too-large', 'The file has {{size}}, and {{most}} are the most. Take a smaller model.', {
      size,
      most,
    }),
  name: () => t('models.upload.name', 'Name'),
  nameHelp: () => t('models.upload.name-help', 'What queries call it.'),
  kind: () => t('models.upload.kind', 'Kind of file'),
  kindExported: () => t('models.upload.kind-exported', 'From nightjar export-model'),
  kindOwn: () => t('models.upload.kind-own', 'Any other'),
  input: () => t('models.upload.input', 'Input'),
  inputHelp: () => t('models.upload.input-help', 'May stay empty where the model has one input.'),
  window: () => t('models.upload.window', 'Window, points'),
  windowHelp: () => t('models.upload.window-help', 'May stay empty where the model’s input says it.'),
  features: () => t('models.upload.features', 'Features'),
  featuresHelp: () =>
    t(
      'models.upload.features-help',
      'What each point is made of, such as value, lag(value, 1), mean(value, 1h). Empty: the values themselves.'
    ),
  scaling: () => t('models.upload.scaling', 'Scaling'),
  scalingHelp: () => t('models.upload.scaling-help', 'Fitted on each series’ training window.'),
  scalings: {
    none: () => t('models.upload.scaling-none', 'None'),
    standard: () => t('models.upload.scaling-standard', 'Standard (mean, deviation)'),
    robust: () => t('models.upload.scaling-robust', 'Robust (median, spread)'),
  },
  output: () => t('models.upload.output', 'Output'),
  outputHelp: () => t('models.upload.output-help', 'May stay empty where the model has one output.'),
  meaning: () => t('models.upload.meaning', 'The output is'),
  meanings: {
    raw: () => t('models.upload.meaning-raw', 'Higher for unusual points'),
    decision: () => t('models.upload.meaning-decision', 'Lower for unusual points'),
    score: () => t('models.upload.meaning-score', 'A score, 0 to 1'),
    prediction: () => t('models.upload.meaning-prediction', 'The next value'),
    reconstruction: () => t('models.upload.meaning-reconstruction', 'The window, as the model sees it'),
  } satisfies Record<Meaning, () => string>,
  send: () => t('models.upload.send', 'Check and upload'),
  reading: () => t('models.upload.reading', 'Reading the file'),
  sending: (size: string) =>
    t('models.upload.sending', 'Sending {{size}}, then the engine checks and tries it', { size }),
  done: (name: string) => t('models.upload.done', '{{name}} passed all checks and can be used in queries.', { name }),
  failed: () => t('models.upload.failed', 'The model was not taken'),
  checks: () => t('models.upload.checks', 'What is checked'),
  checkList: () => [
    t('models.upload.check-format', 'The file is whole, of a known version, and no larger than allowed.'),
    t(
      'models.upload.check-operators',
      'Its operators are on the list of those allowed; nothing lies outside the file.'
    ),
    t('models.upload.check-shapes', 'Its inputs and output fit what you say of them.'),
    t('models.upload.check-trial', 'A trial run in a process of its own ends in time, with finite numbers.'),
  ],
};
