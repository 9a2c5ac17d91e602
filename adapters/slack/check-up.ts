import { webApi } from '@slack/bolt';
import { UserError } from '../../src/errors.ts';
import { missingOf, neededOf, readManifest } from './app-manifest.ts';
import { REFUSED_FOR_GOOD, tokenRefused, wordOf } from './errors.ts';
import { GROUPS_SCOPE, SCOPES } from './needed.ts';
import { createPlaces } from './places.ts';
import { SLACK } from './render-line.ts';
import { called, clientOptions, createLogger } from './web-client.ts';

export interface SlackCheck {
  readonly part: 'token' | 'scopes' | 'app-token' | 'app' | 'review-channel';
  /** Rejects with a `UserError` that says what to mend. */
  work(): Promise<void>;
}

export interface SlackCheckOptions {
  readonly botToken: string;
  /** Undefined where events come by signed requests. */
  readonly appToken: string | undefined;
  /** An app configuration token: Slack shows an app's events and features to nobody else. */
  readonly configToken: string | undefined;
  readonly apiUrl: string | undefined;
  readonly needsGroups: boolean;
  readonly reviewChannel: string | undefined;
}

/** What a bot needs at Slack, tried one by one; nothing is posted. */
export const slackChecks = (options: SlackCheckOptions): readonly SlackCheck[] => {
  const { appToken, configToken, apiUrl, reviewChannel, needsGroups } = options;
  const open = (token: string): webApi.WebClient =>
    new webApi.WebClient(
      token,
      clientOptions(
        apiUrl,
        createLogger(() => undefined),
      ),
    );
  const client = open(options.botToken);
  const checks: readonly (SlackCheck | false)[] = [
    { part: 'token', work: async () => void (await whoIs(client)) },
    { part: 'scopes', work: () => checkScopes(client, needsGroups) },
    appToken !== undefined && { part: 'app-token', work: () => checkAppToken(open(appToken)) },
    {
      part: 'app',
      work: () =>
        configToken === undefined
          ? Promise.reject(unchecked(appToken !== undefined))
          : checkApp(client, open(configToken), appToken !== undefined),
    },
    reviewChannel !== undefined && {
      part: 'review-channel',
      work: () => checkChannel(client, reviewChannel),
    },
  ];
  return checks.filter((check) => check !== false);
};

/** What a call answers; a refused token becomes a sentence for who set it. */
const asked = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
  try {
    return await called(call);
  } catch (error) {
    const word = wordOf(error) ?? '';
    throw word !== 'missing_scope' && REFUSED_FOR_GOOD.includes(word) ? tokenRefused(error) : error;
  }
};

const whoIs = (client: webApi.WebClient): Promise<webApi.AuthTestResponse> => asked(client.auth.test());

const checkScopes = async (client: webApi.WebClient, needsGroups: boolean): Promise<void> => {
  const granted = (await whoIs(client)).response_metadata?.scopes ?? [];
  const needed = [...SCOPES, ...(needsGroups ? [GROUPS_SCOPE] : [])];
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new UserError('platform-lacks-scopes', { platform: 'Slack', scopes: missing });
};

const checkAppToken = async (client: webApi.WebClient): Promise<void> => {
  try {
    await asked(client.apps.connections.open());
  } catch (error) {
    if (wordOf(error) !== 'missing_scope') throw error;
    throw new UserError('app-token-lacks-scope', { scope: 'connections:write' }, { cause: error });
  }
};

const unchecked = (socket: boolean): UserError =>
  new UserError('platform-app-unchecked', {
    platform: 'Slack',
    needs: neededOf({ socket }),
    token: {
      variable: 'SLACK_CONFIG_TOKEN',
      madeAt: 'https://api.slack.com/apps ("Your App Configuration Tokens")',
    },
  });

const checkApp = async (
  client: webApi.WebClient,
  configClient: webApi.WebClient,
  socket: boolean,
): Promise<void> => {
  const { bot_id: bot } = await whoIs(client);
  const { bot: about } = await asked(client.bots.info(bot === undefined ? {} : { bot }));
  const app = about?.app_id ?? '';
  const manifest = readManifest(await asked(configClient.apps.manifest.export({ app_id: app })));
  const missing = missingOf(manifest, { socket });
  if (missing.length > 0) throw new UserError('platform-app-lacks', { platform: 'Slack', missing });
};

const checkChannel = async (client: webApi.WebClient, channel: string): Promise<void> => {
  const places = createPlaces(client, () => performance.now());
  switch (await places.placeProblem({ kind: 'channel', platform: SLACK, channel })) {
    case 'gone':
      throw new UserError('place-gone', { place: channel });
    case 'no-right':
      throw new UserError('place-not-joined', { place: channel });
    case 'shared-outside':
      throw new UserError('place-shared-outside', { place: channel });
    case 'not-age-restricted':
    case undefined:
      return;
  }
};
