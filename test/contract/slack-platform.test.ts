import { createEventStore } from '../../adapters/sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import type { ChatPlatform, Place } from '../../src/ports/chat-platform.ts';
import { openSlack } from '../support/a-slack.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { overHttp, slackOn } from '../support/start-slack.ts';
import { type PlatformHarness, testPlatform } from './chat-platform.ts';

const HOSTILE = [
  '<!channel> <!here> <!everyone>',
  '<@U0FLAMES> <#C000000001|x> <!subteam^S1>',
  '@channel @here @ann',
  '<http://a.example|click> https://a.example/x a.example/y ann@a.example mailto:x tel:1',
  '*bold* _it_ ~s~ `code` ```block```',
  '> quote\n>>> quote',
  ':smile: :+1::skin-tone-2:',
  '</b> &lt;!channel&gt; &amp;',
  '\u202Egnp.exe\u2066x\u2069 \u0000\u001B[31m',
  '\n- list\n1. one\n# head',
];

const slack = async (over: 'socket' | 'http'): Promise<PlatformHarness> => {
  const workspace = await openSlack();
  const inbox = createEventStore(openDatabase(IN_MEMORY));
  const ways = over === 'http' ? await overHttp(workspace) : {};
  const platform = slackOn(workspace, { inbox, ...ways });
  const address: Place = { kind: 'channel', platform: 'slack', channel: workspace.channels.evals };
  const settledAfter = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await platform.settled();
  };
  return {
    platform: platform as ChatPlatform,
    address,
    sendCommand: (words) => settledAfter(workspace.type(words)),
    press: (message, button) => settledAfter(workspace.press(message, button)),
    react: (message, emoji, change) => settledAfter(workspace.react(message, emoji, change)),
    next: () => slackOn(workspace, { inbox, ...ways }),
    reactAsSelf: (message, emoji) => settledAfter(workspace.reactAsSelf(message, emoji)),
    seen: async () =>
      (await workspace.messages(workspace.channels.evals))
        .map(({ text, blocks }) => `${text}\n${wordsIn(blocks)}`)
        .join('\n'),
    hostile: HOSTILE,
    obeyed: async () => workspace.front.obeyed,
    close: async () => {
      await platform.stop();
      await workspace.close();
    },
  };
};

testPlatform('slack, over its socket', { create: () => slack('socket'), replaces: true });
testPlatform('slack, by signed requests', { create: () => slack('http'), replaces: true });
