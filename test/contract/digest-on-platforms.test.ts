import { expect, it } from 'vitest';
import { renderCard as renderForDiscord } from '../../adapters/discord/render-card.ts';
import { renderCard as renderForSlack } from '../../adapters/slack/render-card.ts';
import { digestCard } from '../../src/cards/digest-card.ts';
import type { Digest } from '../../src/digest/compose-digest.ts';
import { aDigest } from '../support/a-digest.ts';

const many = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  Array.from({ length: count }, (_, at) => items[at % items.length]).filter((item) => item !== undefined);

/** A month of a large team: hundreds of runs on many sets, forty models compared, thirty schedules. */
const aBusyDigest = (): Digest => {
  const { ran, compared, ...rest } = aDigest();
  const due: Digest['due'][number] = {
    ...{
      schedule: 'nightly-of-a-team',
      kind: 'evaluate',
      call: 'model-x flames-1k full',
      pausedBecause: null,
    },
    ...{ at: '2026-11-25T01:00:00.000Z', timeZone: 'Asia/Shanghai' },
  };
  return {
    ...rest,
    ran: many(ran, 300).map((run, at) => ({ ...run, promptSet: `set-${at % 5}` })),
    compared: many(compared, 40).map((each, at) => ({ ...each, model: `model-${at}` })),
    due: many([due], 30),
  };
};

it.each(['en', 'zh-CN'] as const)(
  'a busy digest is one message that is read without pressing anything, in %s',
  (locale) => {
    const card = digestCard(aBusyDigest(), locale);
    const slack = renderForSlack(card);
    expect(slack.blocks.filter(({ type }) => type === 'actions')).toEqual([]);
    expect(JSON.stringify(slack.blocks)).toContain('nightly-of-a-team');
    const discord = renderForDiscord(card);
    expect(discord.components).toEqual([]);
    expect(JSON.stringify(discord.embeds)).toContain('nightly');
  },
);
