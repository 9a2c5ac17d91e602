import { Queue, Worker } from 'bullmq';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBullmqWorkQueue } from '../../adapters/bullmq/bullmq-work-queue.ts';
import { connectRedis } from '../../adapters/bullmq/redis.ts';
import { aScoreJob, jobId, PREFIX, queueName } from '../../adapters/bullmq/score-job.ts';
import { scoreJob, startScoringWorker } from '../../adapters/bullmq/scoring-worker.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import type { RunId } from '../../src/ids.ts';
import type { Log } from '../../src/ports/log.ts';
import { scorerIdentity } from '../../src/scoring/identity.ts';
import { describeWorkQueue } from '../contract/work-queue.ts';
import { type ARedis, startARedis } from '../support/a-redis.ts';
import { createCountingScorer } from '../support/counting-scorer.ts';

let redis: ARedis;
beforeAll(async () => {
  redis = await startARedis();
});
afterAll(() => redis.close());

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  fault: () => '',
};
const never = new AbortController().signal;
const RUN = 'run-aaaaaaaa' as RunId;
const ITEM = { dimension: 'Safety', subcomponent: null, prompt: '问', response: '答' } as const;

describeWorkQueue('on BullMQ', async (openScorer) => {
  const shared = { url: redis.secret, clock: systemClock };
  const queue = createBullmqWorkQueue({ ...shared, openScorer });
  const worker = startScoringWorker({ ...shared, log: silent });
  worker.serve(await openScorer('told'));
  return {
    queue,
    close: async () => {
      await queue.close();
      await worker.stop();
    },
  };
});

it('a worker refuses a batch of another version of its scorer, one of another bot, and says why', async () => {
  const scorer = createCountingScorer();
  const other = aScoreJob(RUN, scorerIdentity({ other: 1 }), [ITEM]);
  const refused = await scoreJob(scorer, other, never);
  expect(refused).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/version .* this worker has/),
  });
  expect(await scoreJob(scorer, { ...other, format: 2 }, never)).toMatchObject({ kind: 'refused' });
  expect(scorer.batches).toEqual([]);
  const own = aScoreJob(RUN, scorer.description.identity, [ITEM]);
  expect(await scoreJob(scorer, own, never)).toMatchObject({ kind: 'scored', verdicts: [{ label: 3 }] });
});

it('a batch that a killed bot left is scored once for the bot that comes after it, and then it is gone from Redis', async () => {
  const scorer = createCountingScorer();
  const { identity } = scorer.description;
  const connection = connectRedis(redis.secret);
  const left = new Queue(queueName(identity), { connection, prefix: PREFIX });
  const job = aScoreJob(RUN, identity, [ITEM]);
  await left.add('score', job, { jobId: jobId(job) });
  const shared = { url: redis.secret, clock: systemClock };
  const worker = startScoringWorker({ ...shared, log: silent });
  worker.serve(scorer);
  while (!(await left.getJobCountByTypes('completed'))) await systemClock.sleep(5);
  const queue = createBullmqWorkQueue({ ...shared, openScorer: async () => scorer });
  const again = await queue.open('x', RUN);
  expect(await again.score([ITEM], never)).toMatchObject([{ kind: 'label', label: 3 }]);
  expect(scorer.batches).toEqual([1]);
  while (await left.getJobCountByTypes('completed', 'waiting', 'active')) await systemClock.sleep(5);
  await Promise.all([queue.close(), worker.stop(), left.close()]);
  connection.endAll();
});

it('a Redis that takes nothing any more holds a batch up, says why, and the batch goes on when there is room', async () => {
  const scorer = createCountingScorer();
  const shared = { url: redis.secret, clock: systemClock };
  const worker = startScoringWorker({ ...shared, log: silent });
  worker.serve(scorer);
  const queue = createBullmqWorkQueue({ ...shared, openScorer: async () => scorer });
  const admin = connectRedis(redis.secret);
  await admin.config('SET', 'maxmemory', '1');
  const opened = await queue.open('x', 'run-bbbbbbbb' as RunId);
  const verdicts = opened.score([ITEM], never);
  while (opened.hindrance() === undefined) await systemClock.sleep(5);
  expect(opened.hindrance()).toEqual({ kind: 'queue-refuses', code: 'OOM' });
  await admin.config('SET', 'maxmemory', '0');
  expect(await verdicts).toMatchObject([{ kind: 'label', label: 3 }]);
  expect(opened.hindrance()).toBeUndefined();
  await Promise.all([queue.close(), worker.stop()]);
  admin.endAll();
});

it.each([
  ['words', 'a text'],
  ['another form', { kind: 'scored', verdicts: [{ kind: 'label', label: 4 }] }],
  ['nothing', null],
])('a worker that answers with %s gives no label: the batch ends with a sentence', async (_what, outcome) => {
  const { description } = createCountingScorer();
  const connection = connectRedis(redis.secret);
  const identity = scorerIdentity({ garbage: JSON.stringify(outcome) });
  const scorer = { ...createCountingScorer(), description: { ...description, identity } };
  const foreign = new Worker(queueName(identity), async () => outcome, { connection, prefix: PREFIX });
  const queue = createBullmqWorkQueue({
    url: redis.secret,
    clock: systemClock,
    openScorer: async () => scorer,
  });
  const opened = await queue.open('x', RUN);
  await expect(opened.score([ITEM], never)).rejects.toThrow(/in a form that this bot does not know/);
  await Promise.all([queue.close(), foreign.close()]);
  connection.endAll();
});
