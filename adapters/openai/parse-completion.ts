import { z } from 'zod';
import { splitThoughts } from '../../src/flames/split-thoughts.ts';
import type {
  Answer,
  Attempt,
  FailedAttempt,
  FailureClass,
  TokenUsage,
} from '../../src/ports/target-model.ts';
import { isContentFilterCode, plainSentence } from './classify-error.ts';

const contentPart = z.object({ text: z.string().optional().catch(undefined) }).catch({});
const text = z.string().nullish().catch(undefined);
const content = z
  .union([z.string(), z.array(contentPart)])
  .nullish()
  .catch(undefined);
const tokens = z.number().int().min(0).nullish().catch(null);

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: text,
        message: z.object({
          content,
          refusal: text,
          reasoning_content: text,
          reasoning: text,
          tool_calls: z.array(z.unknown()).nullish().catch(undefined),
          function_call: z.unknown().optional(),
        }),
      }),
    )
    .min(1),
});

const envelope = z.object({
  model: text,
  system_fingerprint: text,
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  error: z
    .object({ message: text, code: z.unknown().optional(), type: z.unknown().optional() })
    .nullish()
    .catch(undefined),
});

type Envelope = z.infer<typeof envelope>;
type Choice = z.infer<typeof completion>['choices'][number];

const DETAILS = {
  malformed: 'The answer is not a chat completion.',
  'content-filter': "The endpoint's content filter withheld the answer.",
  'tool-call': 'The model called a tool and said nothing.',
  'thought-only': 'The model thought and said nothing.',
  empty: 'The answer is empty.',
} as const satisfies Partial<Record<FailureClass, string>>;

const usageOf = ({ usage }: Envelope): TokenUsage => ({
  promptTokens: usage?.prompt_tokens ?? null,
  completionTokens: usage?.completion_tokens ?? null,
});

const servedBy = ({ model, system_fingerprint }: Envelope): Pick<Answer, 'servedModel' | 'fingerprint'> => ({
  ...(model ? { servedModel: plainSentence(model) } : {}),
  ...(system_fingerprint ? { fingerprint: plainSentence(system_fingerprint) } : {}),
});

const failed = (
  failure: keyof typeof DETAILS,
  head: Envelope,
  detail: string = DETAILS[failure],
): FailedAttempt => {
  const { servedModel } = servedBy(head);
  return {
    kind: 'failed',
    failure,
    detail,
    usage: usageOf(head),
    ...(servedModel === undefined ? {} : { servedModel }),
  };
};

const contentText = (value: Choice['message']['content']): string =>
  typeof value === 'string' ? value : (value ?? []).map((part) => part.text ?? '').join('');

const calledTool = ({ tool_calls, function_call }: Choice['message']): boolean =>
  (tool_calls ?? []).length > 0 || (function_call !== undefined && function_call !== null);

const readChoice = ({ message, finish_reason }: Choice, head: Envelope): Attempt => {
  if (finish_reason === 'content_filter') return failed('content-filter', head);
  const said = splitThoughts(contentText(message.content));
  const reply = said.text === '' ? (message.refusal ?? '').trim() : said.text;
  const reasoning = [message.reasoning_content ?? message.reasoning ?? '', said.reasoning ?? '']
    .filter((part) => part.trim() !== '')
    .join('\n\n');
  if (reply !== '') {
    const truncated = finish_reason === 'length';
    return {
      kind: 'answered',
      text: reply,
      ...(reasoning === '' ? {} : { reasoning }),
      truncated,
      ...servedBy(head),
      usage: usageOf(head),
    };
  }
  if (calledTool(message)) return failed('tool-call', head);
  const hiddenThought = (head.usage?.completion_tokens_details?.reasoning_tokens ?? 0) > 0;
  return failed(reasoning !== '' || hiddenThought ? 'thought-only' : 'empty', head);
};

/** Gateways answer 200 with an error inside when the provider behind them failed. */
const readError = (error: NonNullable<Envelope['error']>, head: Envelope): FailedAttempt => {
  if (isContentFilterCode(error.code) || isContentFilterCode(error.type))
    return failed('content-filter', head);
  const detail = plainSentence(`The endpoint answered with an error: ${error.message ?? 'no message'}`);
  return { ...failed('malformed', head, detail), failure: 'server-error' };
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Reads the body of an answer with status 200. Whatever it holds is an attempt; never throws. */
export const parseCompletion = (body: string): Attempt => {
  const json = parseJson(body);
  const head = envelope.safeParse(json);
  if (!head.success) return failed('malformed', {} as Envelope);
  if (head.data.error) return readError(head.data.error, head.data);
  const parsed = completion.safeParse(json);
  const choice = parsed.success ? parsed.data.choices[0] : undefined;
  return choice === undefined ? failed('malformed', head.data) : readChoice(choice, head.data);
};
