import type { Clock } from '../ports/clock.ts';
import type { Attempt, TargetModel } from '../ports/target-model.ts';

const DEADLINE: Attempt = {
  kind: 'failed',
  failure: 'timeout',
  detail: 'The prompt had no answer within its deadline.',
  usage: { promptTokens: null, completionTokens: null },
};

/**
 * One request. Ends after `timeoutMs` as a timeout and at once when `controller` aborts, then `abandoned`, whatever
 * the model does meanwhile.
 */
export const askOnce = async (
  model: TargetModel,
  prompt: string,
  timeoutMs: number,
  controller: AbortController,
  clock: Clock,
): Promise<Attempt | 'abandoned'> => {
  const timer = new AbortController();
  const cut = new Promise<'cut'>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve('cut'), { once: true });
    clock.sleep(timeoutMs, timer.signal).then(() => resolve('cut'));
  });
  try {
    const ending = await Promise.race([model.ask(prompt, { signal: controller.signal }), cut]);
    if (ending !== 'cut') return ending;
    if (controller.signal.aborted) return 'abandoned';
    controller.abort();
    return DEADLINE;
  } finally {
    // without a reason of ours each would make an error with its stack
    timer.abort(null);
  }
};
