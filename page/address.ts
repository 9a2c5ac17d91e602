import { FILTERS, type Filter, NO_FILTER } from './filter.ts';

/** What the part of the address after # asks for: one response, a filter, or nothing of ours. */
export type Asked =
  | { readonly kind: 'response'; readonly id: number }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'other' };

export const askedBy = (hash: string): Asked => {
  const response = /^#response-(\d+)$/.exec(hash);
  if (response !== null) return { kind: 'response', id: Number(response[1]) };
  if (!hash.includes('=')) return { kind: 'other' };
  const given = new URLSearchParams(hash.slice(1));
  const known = FILTERS.flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : []));
  return { kind: 'filter', filter: { ...NO_FILTER, ...Object.fromEntries(known) } };
};

/** The address of a filter, so that it can be sent to somebody. */
export const hashOf = (filter: Filter): string => {
  const given = FILTERS.filter((name) => filter[name] !== '');
  return `#${given.map((name) => `${name}=${encodeURIComponent(filter[name])}`).join('&')}`;
};
