import type { Card } from '../../src/cards/card.ts';
import { aCard } from './a-card.ts';

/** Lets what was typed or posted go its way. */
export const turns = async (count = 3): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A run under way, `done` of 100. */
export const aProgressCard = (done: number): Card => ({
  ...aCard('Run of model-x', { kind: 'progress', done, total: 100, text: `${done} of 100` }),
  kind: 'progress',
});
