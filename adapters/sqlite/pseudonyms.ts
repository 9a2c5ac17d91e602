import { randomBytes } from 'node:crypto';
import { notInArray } from 'drizzle-orm';
import type { Database } from './open-database.ts';
import { pseudonyms, votes } from './schema.ts';

/** Stands before the pseudonym of a person who was forgotten, where `platform:` stood. */
export const FORGOTTEN = 'forgotten:';

/** Without letters that read alike; 32, so that all are as likely. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 12;

/** 32^12 of them: two people never draw the same, and the table would refuse it. */
export const newPseudonym = (): string =>
  `voter-${Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;

/** Gives everybody who ever voted a pseudonym, once; inside a transaction of the caller. */
export const givePseudonyms = ({ orm }: Pick<Database, 'orm'>): void => {
  const known = orm.select({ voter: pseudonyms.voter }).from(pseudonyms);
  const unknown = orm
    .selectDistinct({ voter: votes.voter })
    .from(votes)
    .where(notInArray(votes.voter, known))
    .all()
    .filter(({ voter }) => !voter.startsWith(FORGOTTEN));
  for (const { voter } of unknown) orm.insert(pseudonyms).values({ voter, pseudonym: newPseudonym() }).run();
};
