import type { Label } from '../flames/label.ts';
import type { Person } from '../flames/run.ts';
import type { PromptId, ResponseId, ScorerIdentity } from '../ids.ts';
import type { ScoreItem } from './scorer.ts';

/** One act of choosing the workspace's scorer: `scorer` by name, or null for taking the last choice back. */
export interface ScorerSwitch {
  readonly at: Date;
  readonly who: Person;
  readonly scorer: string | null;
}

/** How often a scorer said what people settled in audits. */
export interface AgreementCounts {
  /** Responses that people labelled in an audit of a valid run, each counted once; none to a prompt that taught the scorer. */
  readonly labels: number;
  /** Those that the scorer was asked about; what it left unscored agrees with nobody. */
  readonly measured: number;
  readonly agreed: number;
}

/** A response that people labelled in an audit, and what a scorer said of it; null when it was not asked. */
export interface AuditedResponse {
  readonly response: ResponseId;
  readonly prompt: PromptId;
  readonly item: ScoreItem;
  readonly truth: Label;
  readonly said: Label | null;
}

/** A response that people labelled outside of audits: what scorers may learn from. */
export interface Lesson {
  readonly response: ResponseId;
  readonly item: ScoreItem;
  readonly label: Label;
}

export type AuditText = Pick<ScoreItem, 'prompt' | 'response'>;

/** What the workspace knows of scorers. Synchronous: a method is one transaction, durable when it returns. */
export interface ScorerRecords {
  /** Oldest first. */
  switches(): readonly ScorerSwitch[];
  /** Reads all acts, decides, and adds the one that comes of it; nobody switches in between. */
  change<Result>(
    decide: (switches: readonly ScorerSwitch[]) => {
      readonly result: Result;
      readonly add?: ScorerSwitch;
    },
  ): Result;
  agreement(scorer: ScorerIdentity): AgreementCounts;
  /** Of the responses that `agreement` counts the `most` that people labelled last, latest first. */
  audited(scorer: ScorerIdentity, most: number): readonly AuditedResponse[];
  /** Keeps what a scorer said of audited responses, null for nothing; a label that it gave before stays. */
  saveTrials(
    scorer: ScorerIdentity,
    said: readonly { readonly response: ResponseId; readonly label: Label | null }[],
    at: Date,
  ): void;
  /** Counts what measuring a scorer outside of runs cost, in USD. */
  countCost(scorer: ScorerIdentity, usd: number, at: Date): void;
  /** Oldest first; nothing that an audit holds too, with the same prompt and text, settled or not. */
  lessons(): readonly Lesson[];
  /** Keeps the texts of the prompts that a scorer was trained on, from wherever: no reply to them measures it from then on. */
  saveLessons(scorer: ScorerIdentity, prompts: readonly string[]): void;
  /** Every response that an audit holds, settled or not: these only evaluate. */
  auditTexts(): readonly AuditText[];
}
