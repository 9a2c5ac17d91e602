import { errorTexts } from './texts/errors.ts';
import type { Locale } from './texts/locale.ts';

export type UserErrorCode = keyof (typeof errorTexts)['en'];
export type UserErrorValues<Code extends UserErrorCode> = Parameters<(typeof errorTexts)['en'][Code]>[0];

/** 2: the words of the call are wrong. 1: the call was understood and could not be done. */
export type ExitCode = 1 | 2;

/** An error that a person can act on: one sentence with the mend. Anything else that is thrown is a fault. */
export class UserError<Code extends UserErrorCode = UserErrorCode> extends Error {
  readonly code: Code;
  readonly exitCode: ExitCode;
  readonly values: UserErrorValues<Code>;

  constructor(
    code: Code,
    values: UserErrorValues<Code>,
    options: { exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(sentence(code, values, 'en'), { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.exitCode = options.exitCode ?? 1;
    this.values = values;
  }

  /** The sentence in the reader's language. */
  in(locale: Locale): string {
    return sentence(this.code, this.values, locale);
  }
}

const sentence = <Code extends UserErrorCode>(
  code: Code,
  values: UserErrorValues<Code>,
  locale: Locale,
): string => (errorTexts[locale][code] as (values: UserErrorValues<Code>) => string)(values);

/** The words of a call are wrong: exit code 2. */
export const usageError = <Code extends UserErrorCode>(
  code: Code,
  values: UserErrorValues<Code>,
): UserError<Code> => new UserError(code, values, { exitCode: 2 });

export const PLATFORM_ERROR_CODES = [
  'rate-limited',
  'channel-gone',
  'missing-right',
  'message-gone',
  'bad-card',
  'unreachable',
] as const;
export type PlatformErrorCode = (typeof PLATFORM_ERROR_CODES)[number];

/** What a chat platform refused. Born only in `adapters/<platform>/errors.ts`, always with its cause. */
export class PlatformError extends Error {
  readonly code: PlatformErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: PlatformErrorCode, message: string, options: { retryAfterMs?: number; cause: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'PlatformError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
