import { z } from 'zod';
import { asForeign } from '../cards/card.ts';
import { digestCard } from '../cards/digest-card.ts';
import { pictureCard } from '../cards/picture-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { usageError } from '../errors.ts';
import { digestPictures } from '../pictures/digest-pictures.ts';
import { keepPictures } from '../pictures/keep-pictures.ts';
import type { Place } from '../ports/chat-platform.ts';
import { ask } from '../problem.ts';
import { digestTexts } from '../texts/digest.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { flag } from './inputs.ts';
import { placeOfWords, wordsOfPlace } from './place-of-words.ts';

const USUAL_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** The digest of the last days, now; `--post` sends it to the channels that get one on a schedule, or to one that is named. */
export const digest = defineCommand({
  name: 'digest',
  summary: 'digest',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [
    { name: 'days', value: 'N' },
    { name: 'post', surfaces: ['shell'] },
    { name: 'channel', value: 'PLATFORM:CHANNEL', surfaces: ['shell'] },
  ],
  json: true,
  input: z.object({
    days: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, ask('days'))
      .transform(Number)
      .default(USUAL_DAYS),
    post: flag,
    channel: z.string().optional(),
  }),
  run: async ({ days, post, channel }, context) => {
    const { clock, digests, figures, config, locale, surface } = context;
    const now = clock.now();
    const reading = digests.digest({ from: new Date(now.getTime() - days * DAY_MS), to: now });
    const json = await figures.digest(reading, config.review.headline, now);
    if (post !== true) {
      const pictures = surface === 'shell' ? [] : digestPictures(json, locale);
      return { kind: 'card', card: digestCard(json, locale), json, pictures };
    }
    const places = channel === undefined ? digestPlaces(context) : [placeOfWords(channel)];
    if (places.length === 0) throw usageError('digest-nowhere', undefined);
    const drawn = await keepPictures(digestPictures(json, config.locale), context, () => undefined);
    for (const place of places) {
      const key = `digest:${context.event}:${wordsOfPlace(place)}`;
      context.posts.put(key, place, digestCard(json, config.locale), now);
      if (drawn.length === 0) continue;
      const under = { kind: 'under', platform: place.platform, channel: place.channel, post: key } as const;
      context.posts.put(`${key}:picture`, under, pictureCard(drawn, config.locale), now);
    }
    const list = places.map(wordsOfPlace).join(', ');
    return {
      kind: 'card',
      card: receiptCard([asForeign(digestTexts[locale].posted({ list }))], locale),
      json,
    };
  },
});

/** The channels that get a digest on a schedule, each once. */
const digestPlaces = ({ schedules }: Context): readonly Place[] => {
  const places = schedules
    .list()
    .filter(({ kind }) => kind === 'digest')
    .map(({ address }) => [wordsOfPlace(address), address] as const);
  return [...new Map(places).values()];
};
