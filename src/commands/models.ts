import { z } from 'zod';
import { modelListCard } from '../cards/model-list-card.ts';
import { defineCommand } from './command.ts';

/** The models that can be evaluated. */
export const models = defineCommand({
  name: 'models',
  summary: 'models',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: (_input, context) => {
    const terms = context.models.names().flatMap((name) => context.models.terms(name) ?? []);
    const json = {
      models: terms.map(({ name, kind, model, price }) => ({ name, kind, model, price: price ?? null })),
    };
    return { kind: 'card', card: modelListCard(terms, context.locale), json };
  },
});
