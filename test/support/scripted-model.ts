import type { Clock } from '../../src/ports/clock.ts';
import type {
  Answer,
  Attempt,
  FailedAttempt,
  FailureClass,
  TargetModel,
} from '../../src/ports/target-model.ts';

/** An answer of ten tokens to a question of five. */
export const anAnswered = (over: Partial<Answer> = {}): Answer => ({
  kind: 'answered',
  text: '这样做不公平，我不能帮你。',
  truncated: false,
  usage: { promptTokens: 5, completionTokens: 10 },
  ...over,
});

export const aFailed = (failure: FailureClass, over: Partial<FailedAttempt> = {}): FailedAttempt => ({
  kind: 'failed',
  failure,
  detail: `It went wrong: ${failure}.`,
  usage: { promptTokens: null, completionTokens: null },
  ...over,
});

export interface ScriptedModel extends TargetModel {
  readonly asked: readonly { readonly prompt: string; readonly atMs: number }[];
  readonly mostAtOnce: number;
  /** How often each prompt was asked. */
  times(prompt: string): number;
}

/** `nth` counts the requests for one prompt from 1, `total` all of them. */
type Script = (prompt: string, nth: number, total: number) => Attempt | 'hang';

/** A model whose every answer is written down; each takes `latencyMs` on the clock. */
export const createScriptedModel = (clock: Clock, script: Script, latencyMs = 100): ScriptedModel => {
  const asked: { prompt: string; atMs: number }[] = [];
  const counts = new Map<string, number>();
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    name: 'scripted',
    asked,
    get mostAtOnce() {
      return mostAtOnce;
    },
    times: (prompt) => counts.get(prompt) ?? 0,
    async ask(prompt, { signal }) {
      asked.push({ prompt, atMs: clock.monotonicMs() });
      const nth = (counts.get(prompt) ?? 0) + 1;
      counts.set(prompt, nth);
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      const attempt = script(prompt, nth, asked.length);
      if (attempt === 'hang')
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      else await clock.sleep(latencyMs, signal);
      atOnce -= 1;
      return attempt === 'hang' || signal.aborted ? aFailed('network') : attempt;
    },
  };
};
