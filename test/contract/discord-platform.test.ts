import { expect } from 'vitest';
import { createEventStore } from '../../adapters/sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import type { ChatPlatform, Place } from '../../src/ports/chat-platform.ts';
import { discordOn, openDiscord } from '../support/a-discord.ts';
import { type PlatformHarness, testPlatform } from './chat-platform.ts';

const HOSTILE = [
  '@everyone @here @ann',
  '<@123456789012345678> <@&123456789012345678> <#123456789012345678> </flames status:123456789012345678>',
  '<:name:123456789012345678> <a:name:123456789012345678> :smile: <t:1700000000:R> <id:customize>',
  'https://a.example/x <https://a.example> [click](https://a.example) discord.gg/abc mailto:x@a.example',
  '**bold** *it* _it_ __under__ ~~gone~~ ||hidden|| `code` ```block```',
  '> quote\n>>> quote\n# head\n- item\n1. item\n-# small',
  '\\*not escaped\\* || |',
  '\u202Egnp.exe\u2066x\u2069 \u0000\u001B[31m',
];

const discord = async (gateway: 'own' | 'twin'): Promise<PlatformHarness> => {
  const server = await openDiscord(gateway);
  const inbox = createEventStore(openDatabase(IN_MEMORY));
  const platform = discordOn(server, { inbox });
  const address: Place = { kind: 'channel', platform: 'discord', channel: server.channels.evals };
  const settledAfter = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await platform.settled();
  };
  return {
    platform: platform as ChatPlatform,
    address,
    sendCommand: (words) => settledAfter(server.type(words)),
    press: (message, button) => settledAfter(server.press(message, button)),
    react: (message, emoji, change) => settledAfter(server.react(message, emoji, change)),
    next: () => discordOn(server, { inbox }),
    reactAsSelf: (message, emoji) => settledAfter(server.reactAsSelf(message, emoji)),
    seen: async () => (await server.messages()).map(({ words }) => words).join('\n'),
    hostile: HOSTILE,
    obeyed: async () => server.front.obeyed,
    close: async () => {
      await platform.stop();
      await server.close();
      expect(server.front.broken).toEqual([]);
      expect(platform.reports).toEqual([]);
    },
  };
};

testPlatform('discord', { create: () => discord('own'), replaces: true });
testPlatform('discord, over the gateway of a twin', { create: () => discord('twin'), replaces: true });
