import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asForeign, type Card, text } from '../../src/cards/card.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { chatOptions } from '../../src/commands/usage.ts';
import { PlatformError, UserError } from '../../src/errors.ts';
import type { ChatEvent, Place } from '../../src/ports/chat-platform.ts';
import { commandWords, inputTexts } from '../../src/texts/command-words.ts';
import { aCard } from '../../test/support/a-card.ts';
import { type ADiscord, discordOn, openDiscord } from '../../test/support/a-discord.ts';
import { NEEDED } from './permissions.ts';

let server: ADiscord;
const running: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  server = await openDiscord();
});
afterEach(async () => {
  for (const platform of running.splice(0)) await platform.stop();
  await server.close();
  expect(server.front.broken).toEqual([]);
});

type Platform = ReturnType<typeof discordOn>;
const start = async (
  options: Parameters<typeof discordOn>[1] = {},
  onEvent: (event: ChatEvent) => Promise<void> | void = () => undefined,
): Promise<Platform> => {
  const platform = discordOn(server, options);
  running.push(platform);
  await platform.start(async (event) => onEvent(event));
  return platform;
};
/** A platform with everything that happens on it. */
const listening = async (options: Parameters<typeof discordOn>[1] = {}) => {
  const events: ChatEvent[] = [];
  const waiting: (() => void)[] = [];
  const platform = await start(options, (event) => {
    events.push(event);
    for (const wake of waiting.splice(0)) wake();
  });
  const happened = async (fits: (event: ChatEvent) => boolean): Promise<ChatEvent> => {
    for (;;) {
      const found = events.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { platform, events, happened };
};
const evals = (): Place => ({ kind: 'channel', platform: 'discord', channel: server.channels.evals });
const calls = (pattern: RegExp) => server.front.calls.filter(({ call }) => pattern.test(call));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof PlatformError ? error : Promise.reject(error)),
  );

describe('the command', () => {
  it('is registered in the server that is named, once and again only when it changed', async () => {
    const names = (scope: 'guild' | 'global') => server.front.registered(scope).map(({ name }) => name);
    await start();
    expect([names('guild'), names('global')]).toEqual([['flames'], []]);
    await start();
    expect(calls(/^PUT .*commands$/u)).toHaveLength(1);
    await start({ commands: COMMANDS.slice(1) });
    expect(calls(/^PUT .*commands$/u)).toHaveLength(2);
  });

  it('is registered everywhere when no server is named', async () => {
    await start({ guild: undefined });
    expect(server.front.registered('global').map(({ name }) => name)).toEqual(['flames']);
  });

  it('has words in both languages for everything that chat can do', () => {
    for (const command of COMMANDS.filter(({ surfaces }) => surfaces.includes('chat'))) {
      for (const word of command.name.split(' ')) expect(Object.keys(commandWords['zh-CN'])).toContain(word);
      for (const { name } of [...command.arguments, ...chatOptions(command)]) {
        expect(Object.keys(commandWords['zh-CN'])).toContain(name);
        expect(Object.keys(inputTexts['zh-CN'])).toContain(name);
      }
    }
  });
});

describe('what somebody asks for', () => {
  it('is acknowledged before anything else happens', async () => {
    let acknowledged = 0;
    const platform = await start({}, () => {
      acknowledged = calls(/^POST \/interactions\//u).length;
    });
    await server.type('status');
    await platform.settled();
    expect(acknowledged).toBe(1);
  });

  it('is answered to the person alone, the first answer in the place of the waiting', async () => {
    const { platform, events } = await listening();
    await server.type('status');
    await platform.settled();
    const [event] = events;
    if (event?.kind !== 'command' || event.replyTo.kind !== 'channel') throw new Error('no command');
    const to: Place = { ...event.replyTo, kind: 'private', person: event.by.id };
    const first = await platform.post(to, aCard('first'), 'a');
    await platform.post(to, aCard('second'), 'b');
    await platform.edit(first, aCard('changed'));
    const seen = (await server.messages()).map(({ words, ephemeral }) => [words.trim(), ephemeral]);
    expect(seen).toEqual([
      ['changed', true],
      ['second', true],
    ]);
  });

  it('is pointed to once where its answer stands in the channel', async () => {
    const { platform, events } = await listening();
    await server.type('status');
    await platform.settled();
    const [event] = events;
    if (event?.kind !== 'command') throw new Error('no command');
    const ref = await platform.post(event.replyTo, aCard('the run'), 'a');
    await platform.post(event.replyTo, aCard('more of it'), 'b');
    expect(calls(/^PATCH \/webhooks\//u).map(({ body }) => body)).toMatchObject([
      { content: expect.stringContaining(`/${ref.channel}/${ref.message}`) },
    ]);
  });

  it('is not left thinking when its answer is a message that changed', async () => {
    server.front.locales.set(server.idOf('bob'), 'zh-CN');
    await start({ thinkingMs: 0 });
    const said = server.front.called(/^PATCH \/webhooks\//u);
    await server.type('status', 'bob');
    await said;
    expect((await server.messages()).map(({ words, ephemeral }) => [words.trim(), ephemeral])).toEqual([
      ['收到。回复稍后出现，或相关的消息会随之更新。', true],
    ]);
  });

  it('is suggested while it is typed: the best 25, none that Discord would cut', async () => {
    const names = ['x'.repeat(101), ...Array.from({ length: 40 }, (_, at) => `model-${at}`)];
    await start({ suggest: () => names.map((name) => ({ name, about: '@everyone'.repeat(20) })) });
    const choices = await server.typing('evaluate', 'model', '');
    expect(choices.map(({ value }) => value)).toEqual(names.slice(1, 26));
  });

  it('is answered in a conversation when Discord takes no answer any more', async () => {
    const { platform } = await listening();
    const ann = server.idOf('ann');
    const to: Place = { kind: 'private', platform: 'discord', channel: server.channels.evals, person: ann };
    const ref = await platform.post(to, aCard('too late'), 'a');
    expect(ref.channel).not.toBe(server.channels.evals);
    await server.type('status');
    server.front.failNext(/^PATCH \/webhooks\//u, { kind: 'refused', status: 401, code: 50_027 });
    await platform.post(to, aCard('expired'), 'b');
    const channels = (await server.messages()).map(({ channel }) => channel);
    expect(channels).toEqual([ref.channel, ref.channel]);
  });

  it('is lost without a trace where it was acknowledged too late, and the next is heard', async () => {
    const { platform, events } = await listening();
    server.front.failNext(/^POST \/interactions\//u, { kind: 'refused', status: 404, code: 10_062 });
    const { twin } = server.front;
    const data = { name: 'flames', options: [] };
    await twin.simulateInteraction({
      type: 2,
      channelId: server.channels.evals,
      userId: server.idOf('ann'),
      data,
    });
    await server.type('status');
    await platform.settled();
    expect(events).toMatchObject([{ kind: 'command', call: { name: 'status' } }]);
    expect(platform.reports).toMatchObject([{ code: 'message-gone' }]);
  });

  it('comes with the roles of the person, by id and by name', async () => {
    const { platform, events } = await listening({ needsRoles: true });
    const { prisma, guildId } = server.front.twin;
    await prisma.role.create({ data: { id: '77', guildId, name: 'raters' } });
    const where = { guildId_userId: { guildId, userId: server.idOf('ann') } };
    await prisma.guildMember.update({ where, data: { roles: '["77"]' } });
    await server.type('status');
    const ref = await platform.post(evals(), aCard('x'), 'k');
    await server.react(ref, 'harmful', 'removed');
    await platform.settled();
    for (const event of events) expect(event).toMatchObject({ by: { groups: ['77', 'raters'] } });
    expect(events).toHaveLength(2);
  });

  it('is nothing to the bot in a server that it does not serve', async () => {
    const { platform, events } = await listening({ guild: '123456789012345678' });
    await server.type('status').catch(() => undefined);
    await platform.settled();
    expect(events).toEqual([]);
  });
});

describe('a message', () => {
  it('is posted once though its answer was lost, by its nonce and later by the key in its small print', async () => {
    const platform = await start();
    server.front.failNext(/^POST .*messages$/u, { kind: 'answer-lost' });
    expect((await codeOf(platform.post(evals(), aCard('once'), 'k')))?.code).toBe('unreachable');
    const again = await platform.post(evals(), aCard('once'), 'k');
    expect(await server.messages()).toHaveLength(1);
    server.front.forgetNonces();
    const later = await start();
    expect(await later.find(evals(), 'k')).toEqual(again);
    expect(await later.find(evals(), 'other')).toBeUndefined();
  });

  it('stands in the thread of another, which is opened once', async () => {
    const platform = await start();
    const above = await platform.post(evals(), aCard('Scorecard'), 'a');
    const thread: Place = {
      kind: 'thread',
      platform: 'discord',
      channel: above.channel,
      thread: above.message,
    };
    expect(await platform.find(thread, 'b')).toBeUndefined();
    const first = await platform.post(thread, aCard('Details of it'), 'b');
    const other = await start();
    const second = await other.post(thread, aCard('More'), 'c');
    expect([first.channel, second.channel]).toEqual([above.message, above.message]);
    expect(await other.find(thread, 'b')).toEqual(first);
    const inThread: Place = {
      kind: 'thread',
      platform: 'discord',
      channel: first.channel,
      thread: first.message,
    };
    expect((await other.post(inThread, aCard('Deeper'), 'd')).channel).toBe(above.message);
    const threads = await server.front.twin.prisma.channel.findMany({ where: { type: 11 } });
    expect(threads.map(({ name }) => name)).toEqual(['Details of it']);
  });

  it('carries its files with their descriptions, and a change brings only those that are new', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const platform = await start({ files: { read: () => bytes } });
    const picture = (id: string) => ({
      kind: 'file' as const,
      file: { id: id.repeat(64), name: 'chart.png', mediaType: 'image/png', bytes: 3 },
      alt: `Chart ${id}`,
      picture: true,
    });
    const ref = await platform.post(evals(), aCard('With a picture', picture('a')), 'k');
    await platform.edit(ref, aCard('With two', picture('a'), picture('b')));
    const [posted, edited] = calls(/^(?:POST|PATCH) .*messages/u).map(({ files }) =>
      files.map(({ name }) => name),
    );
    expect([posted, edited]).toEqual([['aaaaaaaa-chart.png'], ['bbbbbbbb-chart.png']]);
  });

  it('calls nobody, except the people whom its card calls and once', async () => {
    const platform = await start();
    const person = { platform: 'discord', id: '123456789012345678', name: 'Ann' };
    const card: Card = { ...aCard('Worse', text(asForeign('@everyone'))), calls: [person] };
    const ref = await platform.post(evals(), card, 'a');
    await platform.edit(ref, card);
    await platform.post(evals(), aCard('@everyone'), 'b');
    const bodies = calls(/^(?:POST|PATCH) .*messages/u).map(
      ({ body }) => body as { allowed_mentions: unknown; content?: string },
    );
    expect(bodies.map((body) => body.allowed_mentions)).toEqual([
      { parse: [], users: [person.id] },
      { parse: [] },
      { parse: [] },
    ]);
    expect(bodies[0]?.content).toBe(`<@${person.id}>`);
  });

  it('says why it was refused', async () => {
    const platform = await start();
    const post = /^POST .*messages$/u;
    const refusedAs = async (status: number, code: number) => {
      server.front.failNext(post, { kind: 'refused', status, code });
      return (await codeOf(platform.post(evals(), aCard('x'), `${code}`)))?.code;
    };
    expect(await refusedAs(404, 10_003)).toBe('channel-gone');
    expect(await refusedAs(403, 50_013)).toBe('missing-right');
    expect(await refusedAs(400, 50_035)).toBe('bad-card');
    expect(await refusedAs(500, 0)).toBe('unreachable');
    expect(await refusedAs(401, 0)).toBe('unreachable');
    server.front.failNext(post, { kind: 'rate-limited', seconds: 7 });
    const limited = await codeOf(platform.post(evals(), aCard('x'), 'limited'));
    expect([limited?.code, limited?.retryAfterMs]).toEqual(['rate-limited', 7050]);
  });
});

describe('the connection', () => {
  it('is resumed after the network lost it: a reaction of meanwhile comes once, to a message of any age', async () => {
    const first = await start();
    const ref = await first.post(evals(), aCard('Ballot'), 'k');
    await first.stop();
    const second = await listening();
    server.front.gateway.drop();
    const react = {
      user_id: server.idOf('bob'),
      channel_id: ref.channel,
      message_id: ref.message,
      guild_id: server.front.twin.guildId,
      emoji: { id: null, name: '🟢' },
    };
    server.front.gateway.dispatch('MESSAGE_REACTION_ADD', react);
    await second.happened(({ kind }) => kind === 'reconnected');
    await second.happened(({ kind }) => kind === 'reaction');
    await second.platform.settled();
    expect(second.events.filter(({ kind }) => kind === 'reaction')).toHaveLength(1);
    expect(server.front.gateway.resumed).toBe(1);
  });

  it('says which channel may be open again when its rights change', async () => {
    const { happened } = await listening();
    const id = server.channels.review;
    server.front.dispatch('CHANNEL_UPDATE', { id, guild_id: server.front.twin.guildId });
    const opened = await happened(({ kind }) => kind === 'opened');
    expect(opened).toMatchObject({ platform: 'discord', channel: id });
  });

  it('says whose reactions stand on a message, the bot left out', async () => {
    const platform = await start();
    const ref = await platform.post(evals(), { ...aCard('Ballot'), reactions: ['harmless', 'harmful'] }, 'k');
    await server.reactUnheard(ref, 'harmless', 'added', 'bob');
    await server.reactUnheard(ref, 'harmful', 'added', 'cid');
    const given = await platform.reactionsOn?.(ref);
    expect(given?.map(({ emoji, by }) => [emoji, by.name])).toEqual([
      ['harmless', 'bob'],
      ['harmful', 'cid'],
    ]);
  });

  it('is tried again while Discord is down, and refused for good with a bad token or intents', async () => {
    server.front.setDown(true);
    const platform = discordOn(server);
    running.push(platform);
    const started = platform.start(async () => undefined);
    server.front.setDown(false);
    await started;
    expect(server.front.registered('guild')).toHaveLength(1);
    await expect(start({ token: 'wrong' })).rejects.toThrow(UserError);
    server.front.gateway.allowedIntents = 1;
    await expect(start()).rejects.toThrow(/intents/u);
  });
});

describe('a place for reviews', () => {
  const problem = async () => (await start()).placeProblem?.(evals());
  it('is fine where the bot has its rights and the channel is age-restricted', async () => {
    expect(await problem()).toBeUndefined();
  });

  it('is named when anybody of any age may read it, the bot lacks a right, or it is gone', async () => {
    server.front.settings.set(server.channels.evals, { nsfw: false });
    expect(await problem()).toBe('not-age-restricted');
    const { guildId } = server.front.twin;
    const deny = { id: guildId, type: 0, allow: '0', deny: String(NEEDED.AddReactions) };
    server.front.settings.set(server.channels.evals, { nsfw: true, permission_overwrites: [deny] });
    expect(await problem()).toBe('no-right');
    server.front.failNext(/^GET \/channels\/\d+$/u, { kind: 'refused', status: 404, code: 10_003 });
    expect(await problem()).toBe('gone');
  });
});
