import { setMaxListeners } from 'node:events';
import type OpenAI from 'openai';
import pLimit from 'p-limit';
import type { Price } from '../../src/flames/run.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type {
  AnswerFormat,
  JudgeEndpoint,
  JudgeMessage,
  JudgeReply,
  JudgeTerms,
} from '../../src/ports/judge-endpoint.ts';
import type { ScoringCost } from '../../src/ports/scorer.ts';
import type { Attempt, FailureClass } from '../../src/ports/target-model.ts';
import { sumCosts } from '../../src/scoring/judge/scoring-cost.ts';
import { classifyError } from './classify-error.ts';
import { judgeRequest, looserMode, type OutputMode } from './judge-request.ts';
import { type ClientSettings, createOpenAiClient, withoutKey } from './openai-client.ts';
import { parseCompletion } from './parse-completion.ts';

/** An OpenAI-compatible endpoint that judges, and how to ask it. */
export interface JudgeEndpointSettings extends ClientSettings {
  /** As evidence calls it; unique within a panel. */
  readonly name: string;
  readonly model: string;
  readonly maxTokens?: number | undefined;
  /** The most requests under way at once. */
  readonly concurrency: number;
  readonly price?: Price | undefined;
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
}

const MOST_ATTEMPTS = 4;
const FIRST_WAIT_MS = 1000;
/** An endpoint that tells to wait longer is given up: the run's own pace is not for a judge to stop. */
const LONGEST_WAIT_MS = 60_000;
const TRANSIENT: readonly FailureClass[] = [
  'rate-limited',
  'server-error',
  'network',
  'timeout',
  'malformed',
];

const costOf = (attempt: Attempt, price: Price | undefined): ScoringCost => {
  const { promptTokens, completionTokens } = attempt.usage;
  const tokens = { promptTokens: promptTokens ?? 0, completionTokens: completionTokens ?? 0 };
  const unknown = attempt.kind === 'answered' && (promptTokens === null || completionTokens === null);
  if (price === undefined || unknown) return { ...tokens, costUsd: null };
  return {
    ...tokens,
    costUsd: (tokens.promptTokens * price.input + tokens.completionTokens * price.output) / 1e6,
  };
};

/** How long to wait before the next attempt, or undefined when there is none. */
const waitBefore = (attempt: Attempt, attempts: number): number | undefined => {
  if (attempt.kind === 'answered' || !TRANSIENT.includes(attempt.failure) || attempts >= MOST_ATTEMPTS)
    return undefined;
  const jitter = 0.75 + Math.random() / 2;
  const wait = attempt.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempts - 1) * jitter;
  return wait > LONGEST_WAIT_MS ? undefined : wait;
};

/** Endpoints that do not know a `response_format` say so with these. */
const refusesFormat = (attempt: Attempt): boolean =>
  attempt.kind === 'failed' &&
  attempt.failure === 'bad-request' &&
  (attempt.httpStatus === 400 || attempt.httpStatus === 422);

class OpenAiJudge implements JudgeEndpoint {
  readonly name: string;
  readonly terms: JudgeTerms;
  readonly #settings: JudgeEndpointSettings;
  readonly #clock: Clock;
  readonly #client: OpenAI;
  readonly #limit: ReturnType<typeof pLimit>;
  #mode: OutputMode = 'json_schema';

  constructor(settings: JudgeEndpointSettings, clock: Clock) {
    const { name, model, maxTokens = null, extraBody = {} } = settings;
    this.name = name;
    this.terms = { model, temperature: 0, maxTokens, extraBody };
    this.#settings = settings;
    this.#clock = clock;
    this.#client = createOpenAiClient(settings);
    this.#limit = pLimit(settings.concurrency);
  }

  complete = (
    messages: readonly JudgeMessage[],
    format: AnswerFormat | null,
    signal: AbortSignal,
  ): Promise<JudgeReply> => {
    // Every open request listens on the run's one signal; Node takes more than ten for a leak and warns.
    setMaxListeners(0, signal);
    return this.#limit(() => this.#askPatiently(messages, format, signal));
  };

  async #askPatiently(
    messages: readonly JudgeMessage[],
    format: AnswerFormat | null,
    signal: AbortSignal,
  ): Promise<JudgeReply> {
    const costs: ScoringCost[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const attempt = await this.#askInAnyMode(messages, format, signal);
      costs.push(costOf(attempt, this.#settings.price));
      const wait = waitBefore(attempt, attempts);
      if (wait === undefined) return replyOf(attempt, sumCosts(costs));
      await this.#clock.sleep(wait, signal);
    }
  }

  /** Loosens the format while the endpoint refuses it, and keeps to the mode that was accepted. */
  async #askInAnyMode(
    messages: readonly JudgeMessage[],
    format: AnswerFormat | null,
    signal: AbortSignal,
  ): Promise<Attempt> {
    let mode = format === null ? 'text' : this.#mode;
    let attempt = await this.#ask(messages, format, mode, signal);
    for (let next = looserMode(mode); next !== undefined && refusesFormat(attempt); next = looserMode(mode)) {
      mode = next;
      attempt = await this.#ask(messages, format, mode, signal);
    }
    if (attempt.kind === 'answered' && format !== null) this.#mode = mode;
    return attempt;
  }

  async #ask(
    messages: readonly JudgeMessage[],
    format: AnswerFormat | null,
    mode: OutputMode,
    signal: AbortSignal,
  ): Promise<Attempt> {
    signal.throwIfAborted();
    const body = judgeRequest(messages, format, mode, this.terms);
    try {
      const answer = await this.#client.chat.completions.create(body, { signal }).asResponse();
      return parseCompletion(await answer.text());
    } catch (error) {
      signal.throwIfAborted();
      return withoutKey(classifyError(error, this.#clock.now()), this.#settings.apiKey);
    }
  }
}

const replyOf = (attempt: Attempt, cost: ScoringCost): JudgeReply =>
  attempt.kind === 'answered'
    ? { kind: 'answered', text: attempt.text, cost }
    : { kind: 'failed', failure: attempt.failure, detail: attempt.detail, cost };

/**
 * A judge behind an OpenAI-compatible endpoint, asked at temperature 0 with structured output where the endpoint has
 * it. Transient failures are repeated up to four attempts, waiting as told; a wait above a minute ends them.
 */
export const createJudgeEndpoint = (settings: JudgeEndpointSettings, clock: Clock): JudgeEndpoint =>
  new OpenAiJudge(settings, clock);
