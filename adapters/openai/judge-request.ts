import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources';
import type { AnswerFormat, JudgeMessage, JudgeTerms } from '../../src/ports/judge-endpoint.ts';

/** How an endpoint is held to the answer's shape, strictest first. */
const OUTPUT_MODES = ['json_schema', 'json_object', 'text'] as const;
export type OutputMode = (typeof OUTPUT_MODES)[number];

/** The next less strict mode, or undefined after the last. */
export const looserMode = (mode: OutputMode): OutputMode | undefined =>
  OUTPUT_MODES[OUTPUT_MODES.indexOf(mode) + 1];

type ResponseFormat = Pick<ChatCompletionCreateParamsNonStreaming, 'response_format'>;

const responseFormat = (mode: OutputMode, format: AnswerFormat | null): ResponseFormat => {
  if (mode === 'text' || format === null) return {};
  if (mode === 'json_object') return { response_format: { type: 'json_object' } };
  const { name, schema } = format;
  return {
    response_format: { type: 'json_schema', json_schema: { name, schema: { ...schema }, strict: true } },
  };
};

/** The body of one request; `extraBody` may set anything but the model, the messages and streaming. */
export const judgeRequest = (
  messages: readonly JudgeMessage[],
  format: AnswerFormat | null,
  mode: OutputMode,
  { model, temperature, maxTokens, extraBody }: JudgeTerms,
): ChatCompletionCreateParamsNonStreaming => ({
  temperature,
  ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
  ...responseFormat(mode, format),
  ...extraBody,
  model,
  messages: messages.map((message) => ({ ...message })),
  stream: false,
});
