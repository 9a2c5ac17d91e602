import { createInProcessWorkQueue } from '../../adapters/in-process/in-process-work-queue.ts';
import { describeWorkQueue } from './work-queue.ts';

describeWorkQueue('in this process', async (openScorer) => {
  const queue = createInProcessWorkQueue(openScorer);
  return { queue, close: () => queue.close() };
});
