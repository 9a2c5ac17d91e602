import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** One run, as people type it: `run-` and eight letters or digits. */
export type RunId = Branded<string, 'RunId'>;
/** One response within the store; ascends with time, so a past moment is "ids up to N". */
export type ResponseId = Branded<number, 'ResponseId'>;
export type PromptId = Branded<number, 'PromptId'>;
export type PromptSetId = Branded<number, 'PromptSetId'>;
export type AnnotationId = Branded<number, 'AnnotationId'>;
/** A response put before people, as people type it: `f` and a number. */
export type FlagId = Branded<string, 'FlagId'>;
/** A schedule within the store; people name it by its name. */
export type ScheduleId = Branded<number, 'ScheduleId'>;
/** What a platform calls one delivery of one event; a redelivery has the same. */
export type EventId = Branded<string, 'EventId'>;
/** Hash of everything that decides a scorer's labels. */
export type ScorerIdentity = Branded<string, 'ScorerIdentity'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh run id. 32^8 names: a clash is refused by the store's primary key, never overwritten. */
export const newRunId = (): RunId =>
  `run-${Array.from(randomBytes(8), (byte) => ALPHABET[byte % 32]).join('')}` as RunId;

/** An id for an event that no platform numbered, such as a command typed in a shell. */
export const newEventId = (): EventId => `local:${randomBytes(12).toString('hex')}` as EventId;
