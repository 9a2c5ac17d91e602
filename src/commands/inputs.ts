import { z } from 'zod';

/** The words of a variadic argument. */
export const words = z.array(z.string()).default([]);

/** A seed: any whole number from 0 on. */
export const seed = z
  .string()
  .regex(/^\d{1,15}$/, 'give a whole number from 0 on')
  .transform(Number);

export const flag = z.literal(true).optional();

/** What a scorer of the workspace is called; its folder has the same name. */
export const scorerName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'use letters, digits, dot, hyphen or underscore');
