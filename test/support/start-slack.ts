import {
  createSlackPlatform,
  type SlackOptions,
  type SlackPlatform,
} from '../../adapters/slack/slack-platform.ts';
import { createEventStore } from '../../adapters/sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import type { ASlack } from './a-slack.ts';
import { APP_TOKEN, BOT_TOKEN, freePort } from './slack-front.ts';
import { SIGNING_SECRET } from './slack-http.ts';

/** The Slack platform against a workspace of the tests; no pauses, and faults fail the test that asks for them. */
export const slackOn = (
  { front }: ASlack,
  options: Partial<SlackOptions> = {},
): SlackPlatform & { readonly reports: readonly unknown[] } => {
  const reports: unknown[] = [];
  const platform = createSlackPlatform({
    botToken: BOT_TOKEN,
    events: { kind: 'socket', appToken: APP_TOKEN, retryMs: 5 },
    apiUrl: front.apiUrl,
    files: { read: () => undefined },
    inbox: createEventStore(openDatabase(IN_MEMORY)),
    needsGroups: false,
    report: (error) => reports.push(error),
    pace: { channelMs: 0, messageMs: 0 },
    ...options,
  });
  return Object.assign(platform, { reports });
};

/** Lets a workspace send its events as signed requests; resolves to how the bot takes them. */
export const overHttp = async ({ front }: ASlack): Promise<Pick<SlackOptions, 'events'>> => {
  const port = await freePort();
  const host = '127.0.0.1';
  front.eventsUrl = `http://${host}:${port}/slack/events`;
  return { events: { kind: 'http', signingSecret: SIGNING_SECRET, port, host } };
};
