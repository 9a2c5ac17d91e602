import { request } from 'undici';
import { UserError } from '../../src/errors.ts';
import type { Secret } from '../../src/secret.ts';

interface CheckedEndpoint {
  /** The entry of the configuration. */
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey?: Secret | undefined;
}

const LONGEST_MS = 5000;

/**
 * Asks an OpenAI-compatible endpoint for its list of models, which costs nothing. An endpoint that lists none is well:
 * many do not. Throws a `UserError` when it cannot be reached, refuses the key, sends elsewhere or fails.
 */
export const checkEndpoint = async ({ name, baseUrl, apiKey }: CheckedEndpoint): Promise<void> => {
  const status = await statusOf(`${baseUrl.replace(/\/+$/, '')}/models`, apiKey).catch((error: unknown) => {
    throw new UserError('endpoint-unreachable', { name, baseUrl, reason: reasonOf(error) }, { cause: error });
  });
  if (status === 401 || status === 403)
    throw new UserError('endpoint-refuses-key', { name, baseUrl, status });
  if (status >= 300 && status < 400) throw new UserError('endpoint-elsewhere', { name, baseUrl });
  if (status >= 500) throw new UserError('endpoint-fails', { name, baseUrl, status });
};

const statusOf = async (url: string, apiKey: Secret | undefined): Promise<number> => {
  const { statusCode, body } = await request(url, {
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey.reveal()}` },
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  // nobody reads the list: what comes of it may be cut off
  body.on('error', () => undefined).destroy();
  return statusCode;
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${LONGEST_MS / 1000} s`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};
