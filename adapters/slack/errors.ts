import { webApi } from '@slack/bolt';
import { PlatformError, type PlatformErrorCode, UserError } from '../../src/errors.ts';

/** Slack's words for what went wrong (docs.slack.dev, errors of chat.postMessage, chat.update, conversations.*, files.*). */
const BY_WORD: Readonly<Record<string, PlatformErrorCode>> = {
  ratelimited: 'rate-limited',
  rate_limited: 'rate-limited',
  channel_not_found: 'channel-gone',
  is_archived: 'channel-gone',
  user_not_found: 'channel-gone',
  user_not_in_channel: 'channel-gone',
  user_disabled: 'channel-gone',
  cannot_dm_bot: 'channel-gone',
  not_in_channel: 'missing-right',
  missing_scope: 'missing-right',
  no_permission: 'missing-right',
  restricted_action: 'missing-right',
  restricted_action_read_only_channel: 'missing-right',
  restricted_action_thread_only_channel: 'missing-right',
  restricted_action_non_threadable_channel: 'missing-right',
  access_denied: 'missing-right',
  ekm_access_denied: 'missing-right',
  messages_tab_disabled: 'missing-right',
  message_not_found: 'message-gone',
  thread_not_found: 'message-gone',
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  is_inactive: 'message-gone',
  // the token can be mended, and then what waits is sent
  invalid_auth: 'unreachable',
  not_authed: 'unreachable',
  token_revoked: 'unreachable',
  token_expired: 'unreachable',
  account_inactive: 'unreachable',
  internal_error: 'unreachable',
  fatal_error: 'unreachable',
  service_unavailable: 'unreachable',
  request_timeout: 'unreachable',
  team_added_to_org: 'unreachable',
};

/** Words after which the same token is refused again. */
export const REFUSED_FOR_GOOD: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'missing_scope',
  'token_revoked',
  'token_expired',
  'account_inactive',
];

/** Slack's word for a refused call; undefined for any other error. */
export const wordOf = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError
    ? error.data.error
    : error instanceof PlatformError
      ? wordOf(error.cause)
      : undefined;

/** What an error of the Web API means to the core. A word that is not known is about what was sent. */
export const platformError = (error: unknown): PlatformError => {
  if (error instanceof PlatformError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new PlatformError('rate-limited', 'Slack asks to wait.', {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    });
  }
  const word = wordOf(error);
  if (word === undefined)
    return new PlatformError('unreachable', `Slack did not answer: ${reasonOf(error)}`, { cause: error });
  const code = Object.hasOwn(BY_WORD, word) ? BY_WORD[word] : undefined;
  return new PlatformError(code ?? 'bad-card', `Slack refused: ${word}`, { cause: error });
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the person who set up the tokens has to mend. */
export const tokenRefused = (error: unknown): UserError =>
  new UserError(
    'platform-refuses-token',
    { platform: 'Slack', reason: wordOf(error) ?? reasonOf(error) },
    { cause: error },
  );
