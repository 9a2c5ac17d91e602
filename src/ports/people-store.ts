import type { VoterId } from '../review/vote.ts';

/** Who is known by what they did. */
export interface PeopleStore {
  /** Those whom a word may mean: `platform:person`, or the person's id or name alone; nobody for a word that is unknown. */
  find(word: string): readonly VoterId[];
  /**
   * Puts pseudonyms in the person's place for good, in one transaction. Votes and decisions stay; acts that come later are
   * a new person's. Forgetting again does nothing. Gives the number of flags on which the person's votes stay.
   */
  forget(person: VoterId): { readonly flags: number };
}
