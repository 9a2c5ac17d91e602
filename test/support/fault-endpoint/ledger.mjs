import { OUTCOMES } from './plan.mjs';

const NO_COUNTS = () =>
  Object.fromEntries([...new Set(Object.values(OUTCOMES))].map((outcome) => [outcome, 0]));

/** The endpoint's own books: what it did with each prompt, in order, and whether the client heard it to the end. */
export const createLedger = () => {
  const prompts = new Map();
  let underWay = 0;
  let mostUnderWay = 0;
  return {
    /** How often the prompt was asked, refusals for the enforced limit left out. */
    timesAsked: (prompt) => (prompts.get(prompt) ?? []).filter(({ kind }) => kind !== 'limit-reached').length,
    begin(prompt, kind) {
      const entry = { kind, outcome: OUTCOMES[kind], at: Date.now(), heard: false, usage: undefined };
      prompts.set(prompt, [...(prompts.get(prompt) ?? []), entry]);
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      return entry;
    },
    end(entry, heard) {
      entry.heard = heard;
      underWay -= 1;
    },
    summary() {
      const requests = NO_COUNTS();
      const last = NO_COUNTS();
      const usage = { promptTokens: 0, completionTokens: 0 };
      for (const entries of prompts.values()) {
        last[entries.at(-1).outcome] += 1;
        for (const entry of entries) {
          requests[entry.outcome] += 1;
          usage.promptTokens += entry.usage?.prompt_tokens ?? 0;
          usage.completionTokens += entry.usage?.completion_tokens ?? 0;
        }
      }
      return { prompts: prompts.size, requests, last, usage, underWay, mostUnderWay };
    },
    entries: () => Object.fromEntries(prompts),
  };
};
