import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { parseJsonLines } from '../flames/json-lines.ts';
import { allowedLabels } from '../flames/label.ts';
import { measureVerdicts } from './evaluation/measure-verdicts.ts';
import type { MeasuredQuality } from './evaluation/measured.ts';
import { parseTrainingLine } from './evaluation/parse-labelled-line.ts';
import { refuseBadLines } from './evaluation/refuse-bad-lines.ts';
import type { PackageHead, PackageManifest, ParityFixture } from './package-manifest.ts';
import { promptAndStyleFolds, promptFolds } from './training/cross-validate.ts';
import { DEFAULT_NGRAMS, linearSettings, MOST_RESPONSE_CHARACTERS } from './training/default-settings.ts';
import { fitTemperature } from './training/fit-temperature.ts';
import { createHashedNgrams, type Features } from './training/hashed-ngrams.ts';
import { type HeldOutRow, holdOut } from './training/hold-out.ts';
import { headFor, LABEL_HEADS, likeliestLabel, probabilitiesOf } from './training/label-heads.ts';
import type { LabelledResponse } from './training/labelled-response.ts';
import { parityTexts } from './training/parity-texts.ts';
import { type QuantisedLinear, quantisedLogits, quantiseLinear } from './training/quantise.ts';
import { type LinearSettings, type TrainingItem, trainLinear } from './training/train-linear.ts';

const FOLDS = 5;
const STYLE_FOLDS = 3;
/** Labels that it takes to train. */
export const LEAST_ROWS = 100;
const TOLERANCE = 0.001;

/** A scorer as data; an adapter writes it as a folder. */
export interface ScorerPackage {
  readonly manifest: Omit<PackageManifest, 'model'>;
  readonly model: QuantisedLinear;
  readonly parity: readonly ParityFixture[];
}

export interface TrainingRequest {
  readonly name: string;
  readonly licence: string;
  readonly training: readonly LabelledResponse[];
  /** Rows that share no prompt with the training rows, to measure the finished scorer on; may be empty. */
  readonly evaluation: readonly LabelledResponse[];
  /** Rows to learn from beside those, which no quality is measured on; by default none. */
  readonly foundation?: readonly LabelledResponse[];
  /** Another seed is another scorer. Default `flames`. */
  readonly seed?: string;
}

/** The rows of a file to train on. UserError `bad-labelled-file` names every bad line. */
export const readTrainingRows = (file: string, text: string): readonly LabelledResponse[] =>
  refuseBadLines(
    file,
    parseJsonLines(text, parseTrainingLine, ({ dimension, subcomponent, prompt, response }) =>
      JSON.stringify([dimension, subcomponent, prompt, response]),
    ),
  );

const sha256 = (rows: readonly LabelledResponse[]): string => {
  const lines = rows.map((row) => [
    row.dimension,
    row.subcomponent,
    row.prompt,
    row.response,
    row.label,
    row.style,
  ]);
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
};

const temperaturesOf = (
  items: readonly TrainingItem[],
  held: readonly HeldOutRow[],
): readonly PackageHead[] =>
  LABEL_HEADS.map((head) => {
    const seen = held.flatMap(({ at, own, ofDimension }) => {
      const item = items[at];
      if (item?.dimension !== head.dimension) return [];
      const right = allowedLabels(item.dimension).indexOf(item.label);
      return [{ right, logits: head.subcomponent === null ? ofDimension : own }];
    });
    return { ...head, temperature: fitTemperature(seen) };
  });

type Place = Pick<LabelledResponse, 'dimension' | 'subcomponent' | 'prompt' | 'response'>;
/** The outputs of a row's own head. */
type Answer = (row: Place) => readonly number[] | undefined;

const measure = (
  rows: readonly LabelledResponse[],
  heads: readonly PackageHead[],
  answer: Answer,
): MeasuredQuality =>
  measureVerdicts(
    rows.flatMap((row) => {
      const head = headFor(heads, row);
      const logits = answer(row);
      if (head === undefined || logits === undefined) return [];
      const probabilities = probabilitiesOf(head.labels, logits, head.temperature);
      const { label, ...rest } = row;
      const verdict = { kind: 'label' as const, label: likeliestLabel(probabilities), probabilities };
      return [{ row: { ...rest, truth: { kind: 'label' as const, label } }, verdict }];
    }),
  );

/** On `rows` alone: what was held out beyond them has no place among them. */
const measureHeldOut = (
  rows: readonly LabelledResponse[],
  heads: readonly PackageHead[],
  held: readonly HeldOutRow[],
): MeasuredQuality => {
  const logits = new Map(held.map(({ at, own }) => [rows[at] as Place | undefined, own]));
  return measure(rows, heads, (row) => logits.get(row));
};

const answerOf =
  (model: QuantisedLinear, heads: readonly PackageHead[], features: (row: Place) => Features): Answer =>
  (row) => {
    const head = headFor(heads, row);
    if (head === undefined) return undefined;
    return quantisedLogits(model, features(row)).slice(head.offset, head.offset + head.labels.length);
  };

const refuseTooFew = (rows: readonly LabelledResponse[]): void => {
  const labels = new Set(rows.map(({ label }) => label)).size;
  if (rows.length < LEAST_ROWS || labels < 2)
    throw new UserError('too-few-labels', { rows: rows.length, labels });
};

const refuseSharedPrompts = (
  training: readonly LabelledResponse[],
  evaluation: readonly LabelledResponse[],
): void => {
  const learnt = new Set(training.map(({ prompt }) => prompt));
  const shared = evaluation.find(({ prompt }) => learnt.has(prompt));
  if (shared !== undefined) throw new UserError('evaluation-prompt-trained', { prompt: shared.prompt });
};

const parityOf = (rows: readonly LabelledResponse[], heads: readonly PackageHead[], answer: Answer) =>
  parityTexts(rows).map((text): ParityFixture => {
    const head = headFor(heads, text);
    const probabilities = probabilitiesOf(head?.labels ?? [], answer(text) ?? [], head?.temperature ?? 1);
    return { ...text, probabilities };
  });

const provenanceOf = (
  learnt: readonly LabelledResponse[],
  evaluation: readonly LabelledResponse[],
  { own, ...settings }: LinearSettings,
): Omit<PackageManifest['provenance'], 'temperaturesOn'> => ({
  rows: learnt.length,
  prompts: new Set(learnt.map(({ prompt }) => prompt)).size,
  trainingSha256: sha256(learnt),
  evaluationSha256: evaluation.length === 0 ? null : sha256(evaluation),
  seed: settings.seed,
  settings: { ...settings, own: own.join(', ') },
});

const holdOutTwice = (
  rows: readonly LabelledResponse[],
  items: readonly TrainingItem[],
  settings: LinearSettings,
) => {
  const unseenWriters = promptAndStyleFolds(rows, STYLE_FOLDS);
  return {
    byPrompt: holdOut(items, promptFolds(rows, FOLDS), settings),
    byWriter: unseenWriters && holdOut(items, unseenWriters, settings),
  };
};

/**
 * Trains a triage scorer on labelled responses; equal rows in equal order and an equal seed give equal bytes. Quality
 * is cross-validated over prompts, and over prompts and writers where every row names a style; the temperatures are fitted
 * on the harder of the two. UserErrors: `too-few-labels` under 100 rows or with one label only,
 * `evaluation-prompt-trained` when a prompt is in both parts.
 */
export const trainScorer = (request: TrainingRequest): ScorerPackage => {
  const { name, licence, training, evaluation, foundation = [], seed = 'flames' } = request;
  const learnt = [...training, ...foundation];
  refuseTooFew(training);
  refuseSharedPrompts(training, evaluation);
  const settings = linearSettings(learnt, seed);
  const features = createHashedNgrams(DEFAULT_NGRAMS, MOST_RESPONSE_CHARACTERS);
  const items = learnt.map((row): TrainingItem => ({ ...row, features: features(row) }));
  const { byPrompt, byWriter } = holdOutTwice(learnt, items, settings);
  const heads = temperaturesOf(items, byWriter ?? byPrompt);
  const model = quantiseLinear(trainLinear(items, settings), LABEL_HEADS, settings.buckets);
  const answer = answerOf(model, heads, features);
  const temperaturesOn = byWriter === undefined ? 'unseen prompts' : 'unseen prompts and writers';
  const manifest: ScorerPackage['manifest'] = {
    format: 1,
    name,
    triage: true,
    licence,
    tokenizer: DEFAULT_NGRAMS,
    inputs: { indices: 'indices', values: 'values', logits: 'logits' },
    maxResponseCharacters: MOST_RESPONSE_CHARACTERS,
    heads,
    parity: { file: 'parity.json', tolerance: TOLERANCE },
    provenance: { ...provenanceOf(learnt, evaluation, settings), temperaturesOn },
    quality: {
      evaluation: evaluation.length === 0 ? null : measure(evaluation, heads, answer),
      unseenPrompts: measureHeldOut(training, heads, byPrompt),
      unseenPromptsAndWriters: byWriter === undefined ? null : measureHeldOut(training, heads, byWriter),
    },
  };
  return { model, manifest, parity: parityOf(learnt, heads, answer) };
};
