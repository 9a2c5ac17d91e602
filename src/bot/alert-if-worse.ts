import { alertCard } from '../cards/alert-card.ts';
import { fallSentence } from '../cards/change-blocks.ts';
import { type HeadlineRules, isHeadline } from '../flames/headline.ts';
import { changeSince } from '../history/change-since.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { RunReading } from '../ports/run-store.ts';
import type { Locale } from '../texts/locale.ts';
import { runKey } from './run-message.ts';

/** The people of each platform who are called (`alerts` of the configuration). */
export type Alerts = Readonly<Record<string, readonly string[] | undefined>>;

export interface AlertPorts {
  readonly outbox: Pick<Outbox, 'put'>;
  readonly alerts: Alerts;
  readonly rules: { readonly headline: HeadlineRules };
  readonly locale: Locale;
}

/**
 * Calls the people of the configuration under the message of a run that a paired test finds worse than the one
 * before it, unless its scorer's numbers are no headline. One message a run, whatever becomes of the run afterwards: an edit calls nobody.
 */
export const alertIfWorse = (
  reading: RunReading,
  { platform, channel }: Address,
  { outbox, alerts, rules, locale }: AlertPorts,
): void => {
  const { run, agreement } = reading;
  const people = (alerts[platform] ?? []).map((id) => ({ platform, id, name: id }));
  if (people.length === 0 || !isHeadline(agreement, rules.headline)) return;
  const change = changeSince(reading);
  const fell = change === null ? undefined : fallSentence(change, locale);
  if (fell === undefined) return;
  const under = { kind: 'under', platform, channel, post: runKey(run) } as const;
  outbox.put(`alert:${run.id}`, under, alertCard(run, fell, people, locale));
};
