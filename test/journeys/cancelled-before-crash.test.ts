import { expect, it } from 'vitest';
import { CHANNEL, startABot } from '../support/a-bot.ts';
import { aNewRun, anAnswer, at } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

it('a run that somebody cancelled before its process died is cancelled at the next start, and its message says so', async () => {
  const home = temporaryFolder();
  const first = await startABot(home);
  const { runs, prompts } = first.world.stores;
  const run = aNewRun(prompts, 30, { replyTo: CHANNEL });
  runs.create(run);
  runs.setState(run.id, 'running', at(2));
  runs.saveResponses(
    run.id,
    [],
    run.prompts.slice(0, 10).map((prompt) => anAnswer(prompt)),
  );
  runs.requestCancel(run.id);
  await first.close();
  const second = await startABot(home);
  await second.bot.idle();
  const { stores } = second.world;
  expect(stores.runs.find(run.id)).toMatchObject({ state: 'cancelled', finishedAt: expect.any(Date) });
  expect(stores.outbox.find(`run:${run.id}`)?.card.kind).toBe('scorecard');
  await second.close();
});
