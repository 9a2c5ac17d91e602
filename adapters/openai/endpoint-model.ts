import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources';
import type { Attempt, TargetModel } from '../../src/ports/target-model.ts';
import { classifyError } from './classify-error.ts';
import { type ClientSettings, createOpenAiClient, withoutKey } from './openai-client.ts';
import { parseCompletion } from './parse-completion.ts';
import { rateHints } from './parse-rate-headers.ts';

/** An OpenAI-compatible endpoint and how to ask it. */
export interface EndpointModelSettings extends ClientSettings {
  readonly name: string;
  /** The name that the endpoint knows. */
  readonly model: string;
  readonly system?: string | undefined;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** Fields that the endpoint knows beyond OpenAI's; `model`, `messages` and `stream` stay ours. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
}

const requestBody = (
  prompt: string,
  settings: EndpointModelSettings,
): ChatCompletionCreateParamsNonStreaming => {
  const { system, temperature, maxTokens, extraBody, model } = settings;
  const question: ChatCompletionMessageParam = { role: 'user', content: prompt };
  const messages =
    system === undefined ? [question] : [{ role: 'system', content: system } as const, question];
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...extraBody,
    model,
    messages,
    stream: false,
  };
};

/** A model behind an OpenAI-compatible endpoint. One `ask` is one request; it never throws. */
export const createEndpointModel = (settings: EndpointModelSettings): TargetModel => {
  const client = createOpenAiClient(settings);
  return {
    name: settings.name,
    async ask(prompt, { signal }): Promise<Attempt> {
      try {
        const answer = await client.chat.completions
          .create(requestBody(prompt, settings), { signal })
          .asResponse();
        const hints = rateHints(answer.headers, new Date());
        return { ...parseCompletion(await answer.text()), ...(hints === undefined ? {} : { hints }) };
      } catch (error) {
        return withoutKey(classifyError(error, new Date()), settings.apiKey);
      }
    },
  };
};
