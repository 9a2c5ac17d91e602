import type { Person } from '../flames/run.ts';
import type { FlagId, RunId } from '../ids.ts';

/** What people did that others may ask about. */
export interface AuditEntry {
  readonly at: Date;
  readonly who: Person;
  /** A verb of the product: `evaluate`, `cancel`, `export`, `adjudicate`, … */
  readonly act: string;
  readonly run?: RunId;
  readonly flag?: FlagId;
  readonly detail?: string;
}

/** Who did what: append-only. Each method is one transaction. */
export interface AuditLog {
  append(entry: AuditEntry): void;
  /** Oldest first, from `after` on (an `id`, exclusive; start with 0). */
  list(after: number, limit: number, run?: RunId): readonly (AuditEntry & { readonly id: number })[];
}
