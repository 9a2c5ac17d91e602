import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ASlack, openSlack } from '../../test/support/a-slack.ts';
import { APP_TOKEN, BOT_TOKEN } from '../../test/support/slack-front.ts';
import { manifestScopes } from '../../test/support/slack-manifest.ts';
import { type SlackCheck, slackChecks } from './check-up.ts';
import { EVENTS, SCOPES } from './needed.ts';

let slack: ASlack;
beforeEach(async () => {
  slack = await openSlack();
  slack.front.manifest = parse(readFileSync('adapters/slack/manifest.yaml', 'utf8'));
});
afterEach(() => slack.close());

/** What has to be mended, by part; nothing where all is well. */
const problems = async (options: Partial<Parameters<typeof slackChecks>[0]> = {}) => {
  const checks = slackChecks({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    configToken: 'xoxe.xoxp-test',
    apiUrl: slack.front.apiUrl,
    needsGroups: false,
    reviewChannel: slack.channels.review,
    ...options,
  });
  const said: Partial<Record<SlackCheck['part'], string>> = {};
  for (const { part, work } of checks) {
    await work().catch((error: Error) => {
      said[part] = error.message;
    });
  }
  return said;
};

it('finds nothing to mend with exactly what the manifest asks for', async () => {
  expect(await problems()).toEqual({});
  expect([...SCOPES].sort()).toEqual([...manifestScopes()].sort());
});

it('names each scope that the bot token lacks, and the one that user groups need', async () => {
  slack.front.scopes = manifestScopes().filter((scope) => !['files:write', 'users:read'].includes(scope));
  const { scopes } = await problems({ needsGroups: true });
  expect(scopes).toContain('files:write, users:read, usergroups:read');
  expect(scopes).toContain('OAuth & Permissions');
});

it('names each event and feature that the app lacks', async () => {
  slack.front.manifest = {
    features: {},
    settings: {
      event_subscriptions: { bot_events: ['reaction_added'] },
      interactivity: { is_enabled: true },
    },
  };
  expect((await problems()).app).toContain(
    'event app_home_opened, event member_joined_channel, event reaction_removed, slash command /flames, Home Tab, Socket Mode',
  );
});

it('names what keeps signed requests from coming', async () => {
  const address = 'https://bot.example/slack/events';
  const { settings, features } = parse(readFileSync('adapters/slack/manifest.yaml', 'utf8'));
  slack.front.manifest = { settings, features };
  const byHttp = async () => (await problems({ appToken: undefined })).app;
  expect(await byHttp()).toContain(
    'lacks: Socket Mode off, request URL …/slack/events of Event Subscriptions, request URL …/slack/events of Interactivity, request URL …/slack/events of /flames.',
  );
  slack.front.manifest = {
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { ...settings.event_subscriptions, request_url: address },
      interactivity: { is_enabled: true, request_url: address },
    },
    features: { ...features, slash_commands: [{ command: '/flames', url: address }] },
  };
  expect(await byHttp()).toBeUndefined();
});

it('says what nobody but an app configuration token can see, and what to look for without one', async () => {
  const { app } = await problems({ configToken: undefined });
  expect(app).toContain('Not checked');
  expect(app).toContain('SLACK_CONFIG_TOKEN');
  for (const need of [...EVENTS.map((event) => `event ${event}`), 'Interactivity', 'Home Tab', 'Socket Mode'])
    expect(app).toContain(need);
  expect((await problems({ configToken: undefined, appToken: undefined })).app).toContain('Socket Mode off');
});

it('says which token Slack refuses', async () => {
  slack.front.failNext('auth.test', { kind: 'refused', word: 'invalid_auth' });
  expect((await problems()).token).toContain('invalid_auth');
  slack.front.failNext('apps.connections.open', { kind: 'refused', word: 'missing_scope' });
  expect((await problems())['app-token']).toContain('connections:write');
  slack.front.failNext('apps.connections.open', { kind: 'refused', word: 'not_allowed_token_type' });
  expect((await problems())['app-token']).toContain('not_allowed_token_type');
});

it('says what speaks against the review channel', async () => {
  slack.front.refusing.set(slack.channels.review, 'not_in_channel');
  expect((await problems())['review-channel']).toContain('/invite');
  slack.front.sharedOutside.add(slack.channels.review);
  expect((await problems())['review-channel']).toContain('another organisation');
  expect((await problems({ reviewChannel: 'C0NOWHERE' }))['review-channel']).toContain(
    'no channel C0NOWHERE',
  );
});
