/** The scopes without which something of the bot fails; `manifest.yaml` asks for exactly these. */
export const SCOPES = [
  'commands',
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  'channels:read',
  'groups:read',
  'im:write',
  'files:write',
  'reactions:write',
  'reactions:read',
  'users:read',
] as const;

/** Needed only where the configuration names user groups. */
export const GROUPS_SCOPE = 'usergroups:read';

/** What Slack has to tell the bot of. */
export const EVENTS = [
  'app_home_opened',
  'member_joined_channel',
  'reaction_added',
  'reaction_removed',
] as const;

export const COMMAND = '/flames';

/** Where the bot takes Slack's signed requests. */
export const REQUEST_PATH = '/slack/events';
