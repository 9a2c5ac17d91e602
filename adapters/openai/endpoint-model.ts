import OpenAI from 'openai';
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources';
import type { Attempt, FailedAttempt, TargetModel } from '../../src/ports/target-model.ts';
import type { Secret } from '../../src/secret.ts';
import { createCappedFetch } from './capped-fetch.ts';
import { classifyError } from './classify-error.ts';
import { parseCompletion } from './parse-completion.ts';
import { rateHints } from './parse-rate-headers.ts';

/** An OpenAI-compatible endpoint and how to ask it. */
export interface EndpointModelSettings {
  readonly name: string;
  readonly baseUrl: string;
  /** The name that the endpoint knows. */
  readonly model: string;
  readonly apiKey?: Secret | undefined;
  readonly system?: string | undefined;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** For one request, from connecting to the last byte. */
  readonly timeoutSeconds: number;
  /** Fields that the endpoint knows beyond OpenAI's; `model`, `messages` and `stream` stay ours. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
}

const MOST_BYTES = 2_000_000;

/** The client reads OPENAI_* variables for whatever it is not given; an endpoint's settings come from the file alone. */
const createClient = ({ baseUrl, apiKey, timeoutSeconds }: EndpointModelSettings): OpenAI =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey?.reveal() ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutSeconds * 1000,
    logLevel: 'off',
    fetch: createCappedFetch(MOST_BYTES),
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
  });

const requestBody = (prompt: string, settings: EndpointModelSettings): ChatCompletionCreateParamsNonStreaming => {
  const { system, temperature, maxTokens, extraBody, model } = settings;
  const question: ChatCompletionMessageParam = { role: 'user', content: prompt };
  const messages = system === undefined ? [question] : [{ role: 'system', content: system } as const, question];
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...extraBody,
    model,
    messages,
    stream: false,
  };
};

const withoutKey = (attempt: FailedAttempt, apiKey: Secret | undefined): FailedAttempt =>
  apiKey === undefined || apiKey.reveal() === '' ? attempt : { ...attempt, detail: attempt.detail.replaceAll(apiKey.reveal(), '[key]') };

/** A model behind an OpenAI-compatible endpoint. One `ask` is one request; it never throws. */
export const createEndpointModel = (settings: EndpointModelSettings): TargetModel => {
  const client = createClient(settings);
  return {
    name: settings.name,
    async ask(prompt, { signal }): Promise<Attempt> {
      try {
        const answer = await client.chat.completions.create(requestBody(prompt, settings), { signal }).asResponse();
        const hints = rateHints(answer.headers, new Date());
        return { ...parseCompletion(await answer.text()), ...(hints === undefined ? {} : { hints }) };
      } catch (error) {
        return withoutKey(classifyError(error, new Date()), settings.apiKey);
      }
    },
  };
};
