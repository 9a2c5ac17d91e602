import { z } from 'zod';
import type { Action } from '../cards/card.ts';
import type { Run } from '../flames/run.ts';

/** The names of the buttons that the core knows. */
export const BUTTONS = { cancel: 'cancel', details: 'details', confirm: 'confirm' } as const;

export const cancelAction = ({ id }: Pick<Run, 'id'>): Action => ({ name: BUTTONS.cancel, argument: id });

const confirmation = z.object({
  /** The outbox's key of the message that holds the button. */
  key: z.string(),
  by: z.object({ platform: z.string(), id: z.string(), name: z.string() }),
  command: z.string(),
  input: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()).readonly(), z.literal(true), z.undefined()]),
  ),
});
/** What a confirmation button carries: the call that waits for a yes, and whose yes it needs. */
export type Confirmation = z.infer<typeof confirmation>;

export const confirmAction = (asked: Confirmation): Action => ({
  name: BUTTONS.confirm,
  argument: JSON.stringify(asked),
});

/** The call behind a pressed button; undefined when the button is not one of ours. */
export const parseConfirmation = (argument: string): Confirmation | undefined => {
  try {
    return confirmation.safeParse(JSON.parse(argument)).data;
  } catch {
    return undefined;
  }
};
