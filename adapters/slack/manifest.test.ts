import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMAND, EVENTS, GROUPS_SCOPE, SCOPES } from './needed.ts';

const FOLDER = 'adapters/slack';
const manifest = parse(readFileSync(join(FOLDER, 'manifest.yaml'), 'utf8'));
const source = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  .join('\n');
const found = (pattern: RegExp): readonly string[] =>
  [...new Set(Array.from(source.matchAll(pattern), ([, name = '']) => name))].sort();

/** What Slack's documentation asks of a bot token for each method; nothing: any token will do. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'apps.manifest.export': [],
  'bots.info': ['users:read'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'reactions.add': ['reactions:write'],
  'reactions.get': ['reactions:read'],
  'usergroups.list': [GROUPS_SCOPE],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
};

const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
};

it('the manifest asks for the events that the bot listens for, and for no other', () => {
  const listened = found(/\bapp\.event\('(\w+)'/gu);
  expect(listened).toEqual([...EVENTS].sort());
  expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(listened);
});

it('the manifest asks for the scopes of the methods that the bot calls and of its events, and for no other', () => {
  const called = found(/[cC]lient\s*\.((?:[a-z]\w*\.)+[a-z]\w*)\(/gu);
  expect(called).toEqual(Object.keys(SCOPES_OF_METHODS).sort());
  const needed = [
    'commands',
    ...called.flatMap((method) => SCOPES_OF_METHODS[method] ?? []),
    ...EVENTS.flatMap((event) => SCOPES_OF_EVENTS[event] ?? []),
  ].filter((scope) => scope !== GROUPS_SCOPE);
  expect([...SCOPES].sort()).toEqual([...new Set(needed)].sort());
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...SCOPES].sort());
});

it('the manifest has the command, the page, the buttons and the socket that the bot uses', () => {
  expect(manifest.features.slash_commands).toMatchObject([{ command: COMMAND, should_escape: false }]);
  expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
  expect(manifest.settings).toMatchObject({
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
    token_rotation_enabled: false,
  });
});
