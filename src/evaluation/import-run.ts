import { createHash } from 'node:crypto';
import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { DIMENSIONS } from '../flames/dimension.ts';
import { parseJsonLines } from '../flames/json-lines.ts';
import { type PromptSet, promptContentKey, type StoredPrompt } from '../flames/prompt.ts';
import { promptKey } from '../flames/prompt-line.ts';
import { type ImportedResponse, parseResponseLine } from '../flames/response-line.ts';
import type { Run } from '../flames/run.ts';
import { newRunId, type ScorerIdentity } from '../ids.ts';
import type { ScorerDescription, Verdict } from '../ports/scorer.ts';

export interface ImportRequest {
  readonly file: string;
  readonly text: string;
  readonly model: string;
  readonly labelledBy: string | undefined;
  readonly scorer: string | undefined;
}

/**
 * Stores responses made elsewhere as a run: the file's prompts are its set, the file's labels its annotations. Throws a
 * `UserError` that names every bad line; nothing of such a file is stored.
 */
export const importRun = async (request: ImportRequest, context: Context): Promise<Run> => {
  const { file, text } = request;
  const parsed = parseJsonLines(text, parseResponseLine, ({ prompt }) => promptKey(prompt));
  if (parsed.kind === 'bad') throw new UserError('bad-lines', { file, problems: parsed.problems });
  if (parsed.values.length === 0) throw new UserError('empty-file', { file });
  const rows = parsed.values;
  const scorer = await scorerOf(request, rows, context);
  const waits = scorer.kind !== 'imported' || scorer.rest !== undefined;
  const set = promptSetOf(request, rows, context);
  const stored = new Map(context.prompts.read(set.id).map((prompt) => [promptKey(prompt), prompt]));
  return context.runs.createImported(
    {
      id: newRunId(),
      terms: {
        model: { name: request.model, kind: 'imported', model: request.model },
        scorer,
        seed: null,
        promptSet: { id: set.id, name: set.name, sha256: set.sha256 },
      },
      subset: 'imported',
      dimensions: DIMENSIONS.filter((dimension) => rows.some(({ prompt }) => prompt.dimension === dimension)),
      prompts: rows.map((row) => storedPrompt(row, stored).id),
      requestedBy: context.by,
      event: context.event,
      createdAt: context.clock.now(),
    },
    rows.map((row) => ({
      prompt: storedPrompt(row, stored).id,
      text: row.response,
      verdict: verdictOf(row, waits),
    })),
    request.labelledBy ?? 'imported',
  );
};

const storedPrompt = (
  { prompt }: ImportedResponse,
  stored: ReadonlyMap<string, StoredPrompt>,
): StoredPrompt => {
  const found = stored.get(promptKey(prompt));
  if (found === undefined)
    throw new Error(`A prompt of the file is not in the set that holds it: ${prompt.text.slice(0, 40)}`);
  return found;
};

/** The set that holds just these prompts: an installed one, so that runs on it can be compared, or the file's own. */
const promptSetOf = (
  { file }: ImportRequest,
  rows: readonly ImportedResponse[],
  { prompts, clock }: Context,
): PromptSet => {
  const asked = rows.map(({ prompt }) => prompt);
  const installed = prompts.findByContent(promptContentKey(asked));
  if (installed !== undefined) return installed;
  const name = file.replace(/^.*[\\/]/, '');
  return prompts.add({ name, prompts: asked, source: file, installed: false }, clock.now()).set;
};

/**
 * Who labels the run: the file, a scorer, or the file with a scorer for the rows that it leaves open. The last is an
 * identity of its own, so that it is never compared with either.
 */
const scorerOf = async (
  { labelledBy, scorer }: ImportRequest,
  rows: readonly ImportedResponse[],
  { scorers }: Context,
): Promise<ScorerDescription> => {
  const anyLabelled = rows.some(({ label }) => label !== null);
  const allLabelled = rows.every(({ label }) => label !== null);
  const rest = scorer === undefined || allLabelled ? undefined : await scorers.describe(scorer);
  if (rest !== undefined && !anyLabelled) return rest;
  const who = labelledBy ?? 'imported';
  const identity = createHash('sha256')
    .update(`imported labels\n${who}\n${rest?.identity ?? ''}`)
    .digest('hex') as ScorerIdentity;
  const name = rest === undefined ? who : `${who} + ${rest.name}`;
  return {
    name,
    kind: 'imported',
    identity,
    triage: rest?.triage ?? false,
    ...(rest === undefined ? {} : { rest }),
  };
};

const verdictOf = ({ label }: ImportedResponse, waits: boolean): Verdict | null => {
  if (label !== null) return { kind: 'label', label };
  return waits ? null : { kind: 'unscored', reason: 'no label in the file' };
};
