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
  let cut = (): void => undefined;
  const isCut = new Promise<'cut'>((resolve) => {
    cut = () => resolve('cut');
  });
  controller.signal.addEventListener('abort', cut, { once: true });
  const cancel = clock.after(timeoutMs, cut);
  try {
    const ending = await Promise.race([model.ask(prompt, { signal: controller.signal }), isCut]);
    if (ending !== 'cut') return ending;
    if (controller.signal.aborted) return 'abandoned';
    controller.abort();
    return DEADLINE;
  } finally {
    cancel();
  }
};
