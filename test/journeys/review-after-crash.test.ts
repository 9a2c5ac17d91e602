import { expect, it } from 'vitest';
import type { World } from '../../src/wiring/open-world.ts';
import { startABot } from '../support/a-bot.ts';
import { aLabel, aNewRun, anAnswer, at } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** A process that died after its run completed, before anything was drawn. */
const leaveCompletedRun = ({ stores: { runs, prompts } }: World): void => {
  const run = aNewRun(prompts, 30, { requestedBy: { platform: 'shell', id: 'ada', name: 'Ada' } });
  runs.create(run);
  const responses = runs.saveResponses(
    run.id,
    [],
    run.prompts.map((prompt) => anAnswer(prompt)),
  );
  const verdicts = responses.map((response) => ({ response, verdict: aLabel(3), at: at(3) }));
  runs.saveVerdicts(run.id, verdicts, []);
  runs.setState(run.id, 'completed', at(4));
};

it('a run that completed before a crash is drawn from at the next start, once', async () => {
  const home = temporaryFolder();
  const config = 'review: { audit: { from: 20, least: 2 } }';
  const first = await startABot(home, {
    config,
    change: (world) => {
      leaveCompletedRun(world);
      return world;
    },
  });
  const drawn = first.world.stores.reviews.list({});
  expect(drawn.map(({ flag: { reason, state } }) => `${reason} ${state}`)).toEqual(
    Array(6).fill('audit open'),
  );
  await first.close();
  const second = await startABot(home, { config });
  expect(second.world.stores.reviews.list({})).toEqual(drawn);
  await second.close();
});
