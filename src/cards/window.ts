import type { Card } from './card.ts';

/** One thing that a form asks for. Values are text; what is not required may be missing. */
export type Field = {
  /** Unique in its form; the key of its value. */
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly initial?: string;
} & (
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'text'; readonly hint?: string }
);

export interface Form {
  /** Comes back with the values. */
  readonly name: string;
  /** The label of the button that sends it. */
  readonly submit: string;
  readonly fields: readonly Field[];
}

/** What one person sees for a while and may answer: a modal. A window shows sensitive text open, since it was asked for. */
export interface Window {
  readonly card: Card;
  readonly form?: Form;
}
