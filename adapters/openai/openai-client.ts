import OpenAI from 'openai';
import type { FailedAttempt } from '../../src/ports/target-model.ts';
import type { Secret } from '../../src/secret.ts';
import { createCappedFetch } from './capped-fetch.ts';

const MOST_BYTES = 1_000_000;

export interface ClientSettings {
  readonly baseUrl: string;
  readonly apiKey?: Secret | undefined;
  /** For one request, from connecting to the last byte. */
  readonly timeoutSeconds: number;
}

/** The client would read OPENAI_* variables for whatever it is not given; it retries nothing by itself. */
export const createOpenAiClient = ({ baseUrl, apiKey, timeoutSeconds }: ClientSettings): OpenAI =>
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

/** The same failure with the key cut out of what the endpoint said. */
export const withoutKey = (attempt: FailedAttempt, apiKey: Secret | undefined): FailedAttempt => {
  const key = apiKey?.reveal() ?? '';
  return key === '' ? attempt : { ...attempt, detail: attempt.detail.replaceAll(key, '[key]') };
};
