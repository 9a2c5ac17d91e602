import { z } from 'zod';
import type { Action, Card } from '../cards/card.ts';
import type { Run } from '../flames/run.ts';

/** The names of the buttons that the core knows. */
export const BUTTONS = {
  cancel: 'cancel',
  details: 'details',
  confirm: 'confirm',
  review: 'review',
  compare: 'compare',
  report: 'report',
} as const;

/** Compares two runs, the earlier one first. */
export const compareAction = (a: Pick<Run, 'id'>, b: Pick<Run, 'id'>): Action => ({
  name: BUTTONS.compare,
  argument: `${a.id} ${b.id}`,
});

export const cancelAction = ({ id }: Pick<Run, 'id'>): Action => ({ name: BUTTONS.cancel, argument: id });

const confirmation = z.object({
  by: z.object({ platform: z.string(), id: z.string(), name: z.string() }),
  command: z.string(),
  input: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()).readonly(), z.literal(true), z.undefined()]),
  ),
});
/** A call that waits for a yes, and whose yes it needs. */
export type Confirmation = z.infer<typeof confirmation>;

/** The yes to the question that a message asks. */
export const CONFIRM: Action = { name: BUTTONS.confirm, argument: '' };

/** A question's card that remembers the call which waits for its yes. */
export const withConfirmation = (card: Card, asked: Confirmation): Card => ({
  ...card,
  memo: JSON.stringify(asked),
});

/** The call that a card's question is about; undefined when it asks nothing any more. */
export const confirmationOf = ({ memo }: Card): Confirmation | undefined => {
  try {
    return memo === undefined ? undefined : confirmation.safeParse(JSON.parse(memo)).data;
  } catch {
    return undefined;
  }
};
