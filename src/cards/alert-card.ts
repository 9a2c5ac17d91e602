import type { Person, Run } from '../flames/run.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, note, text } from './card.ts';

/** A run did worse than the one before it: what fell, for the people who are called. */
export const alertCard = (run: Run, fell: string, people: readonly Person[], locale: Locale): Card => ({
  kind: 'list',
  locale,
  title: [{ kind: 'strong', text: '⚠ ' }, asForeign(run.terms.model.name)],
  blocks: [
    text(fell),
    text(...people.flatMap((person) => [{ kind: 'person' as const, ...person }, ' '])),
    note(run.id),
  ],
  calls: people,
});
