import type { FailureClass } from '../../../src/ports/target-model.ts';

export type Outcome = 'answered' | FailureClass;

/** Rates 0 to 1, times in milliseconds. */
export interface FaultOptions {
  readonly seed?: number;
  /** Share of requests that go wrong, each decided by seed, prompt and the request's number. */
  readonly faultRate?: number;
  /** The ways to go wrong, in equal shares; all by default. */
  readonly faults?: readonly string[];
  /** Share of answers that are refusals, thoughtful, cut off or dripped. */
  readonly variantRate?: number;
  /** Share of prompts that go wrong for ever. */
  readonly stuckRate?: number;
  readonly latencyMs?: number;
  readonly dripMs?: number;
  readonly hugeBytes?: number;
  /** What `rate-limited-told` tells. */
  readonly retryAfterMs?: number;
  readonly requestsPerSecond?: number;
  readonly limiter?: 'sliding' | 'bucket';
  /** Whether the enforced limit shows in x-ratelimit headers and `Retry-After`. */
  readonly tellsLimits?: boolean;
  readonly port?: number;
}

export interface LedgerEntry {
  readonly kind: string;
  readonly outcome: Outcome;
  readonly at: number;
  /** The client took the answer to its end. */
  readonly heard: boolean;
}

export interface LedgerSummary {
  readonly prompts: number;
  /** Requests by what the client had to make of them, and the same of each prompt's last request. */
  readonly requests: Readonly<Record<Outcome, number>>;
  readonly last: Readonly<Record<Outcome, number>>;
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number };
  readonly underWay: number;
  readonly mostUnderWay: number;
}

export interface FaultEndpoint {
  readonly baseUrl: string;
  readonly ledger: { summary(): LedgerSummary; entries(): Readonly<Record<string, readonly LedgerEntry[]>> };
  close(): Promise<void>;
}

export declare const createFaultEndpoint: (options?: FaultOptions) => Promise<FaultEndpoint>;
