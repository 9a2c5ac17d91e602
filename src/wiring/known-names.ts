import type { KnownNames, Suggestion } from '../bot/suggest-next.ts';
import type { World } from './open-world.ts';

const LATEST = 100;

/** What people may name in chat at this moment: models by their latest run, runs and flags that are open the latest first. */
export const knownNames = ({ models, scorers, stores }: World): KnownNames => {
  const runs = stores.runs.list({ limit: LATEST });
  const used = [...new Set(runs.map(({ terms }) => terms.model.name))];
  const configured = models.names();
  const byUse = [
    ...used.filter((name) => configured.includes(name)),
    ...configured.filter((name) => !used.includes(name)),
  ];
  const model = byUse.map((name): Suggestion => ({ name }));
  const run = runs.map(
    ({ id, terms, subset, state }): Suggestion => ({
      name: id,
      about: `${terms.model.name} · ${subset} · ${state}`,
    }),
  );
  return {
    model,
    run,
    'run-or-model': [...model, ...run],
    scorer: scorers.names().map((name) => ({ name })),
    flag: stores.reviews
      .list({ states: ['open', 'disputed'] })
      .slice(0, LATEST)
      .map(({ flag }) => ({ name: flag.id, about: `${flag.dimension} · ${flag.state}` })),
  };
};
