import { z } from 'zod';
import { type Ask, ask } from '../problem.ts';

/** The words of a variadic argument. */
export const words = z.array(z.string()).default([]);

/** A word without which the command cannot be understood; what is asked for where it is missing. */
export const required = (what: Ask) =>
  z.string({ error: ({ input }) => (input === undefined ? ask(what) : undefined) });

/** A seed: any whole number from 0 on. */
export const seed = z
  .string()
  .regex(/^\d{1,15}$/, ask('whole-number-from-0'))
  .transform(Number);

export const flag = z.literal(true).optional();

/** What a scorer of the workspace is called; its folder has the same name. */
export const scorerName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, ask('entry-name'));
