import type { webApi } from '@slack/bolt';
import { PlatformError } from '../../src/errors.ts';
import { called } from './web-client.ts';

/** Who the bot is in its workspace. */
export interface Identity {
  readonly userId: string;
  readonly botId: string;
  readonly teamId: string | undefined;
  /** The organisation to which the workspace belongs, where it does. */
  readonly enterpriseId: string | undefined;
}

export interface Self {
  /** Throws a `PlatformError` as long as Slack has not been asked. */
  known(): Identity;
  /** Asks Slack the first time. */
  ask(): Promise<Identity>;
}

export const createSelf = (client: webApi.WebClient): Self => {
  let identity: Identity | undefined;
  return {
    known: () => {
      if (identity === undefined)
        throw new PlatformError('unreachable', 'Slack has not said who the bot is.', { cause: undefined });
      return identity;
    },
    ask: async () => {
      if (identity !== undefined) return identity;
      const answer = await called(client.auth.test());
      const {
        user_id: userId = '',
        bot_id: botId = '',
        team_id: teamId,
        enterprise_id: enterpriseId,
      } = answer;
      identity = { userId, botId, teamId, enterpriseId };
      return identity;
    },
  };
};
