import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { FlagView } from '../ports/review-store.ts';
import type { Voter } from '../review/cast-vote.ts';
import type { ReviewPorts } from '../review/review-ports.ts';
import type { Context } from './context.ts';

/** Who reviews, where that is somebody else than the caller: in a shell only. */
export const AS = { name: 'as', value: 'NAME', surfaces: ['shell'] } as const;
export const asInput = { as: z.string().trim().min(1).max(64).optional() };

/** Who reviews: the caller, or in a shell whoever `--as` names. */
export const reviewer = ({ by, groups }: Pick<Context, 'by' | 'groups'>, as: string | undefined): Voter =>
  as === undefined ? { ...by, groups } : { platform: by.platform, id: as, name: as, groups: [] };

export const reviewPorts = ({ reviews, clock, config }: Context): ReviewPorts => ({
  reviews,
  clock,
  rules: config.review,
});

/** Throws a `UserError` for a flag that does not exist. */
export const foundFlag = (name: string, { reviews }: Pick<Context, 'reviews'>): FlagView => {
  const view = reviews.find(name);
  if (view === undefined) throw new UserError('unknown-flag', { flag: name });
  return view;
};
