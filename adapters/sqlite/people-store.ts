import type { PeopleStore } from '../../src/ports/people-store.ts';
import type { Database } from './open-database.ts';
import { FORGOTTEN, newPseudonym } from './pseudonyms.ts';

const WHO = "who ->> '$.platform' || ':' || (who ->> '$.id')";
const REQUESTED_BY = "requested_by ->> '$.platform' || ':' || (requested_by ->> '$.id')";

/** Everybody who did something, as `platform:person` with a name; adjudicators under their id. */
const PEOPLE = `
select voter as person, voter_name as name from votes
union select ${WHO}, who ->> '$.name' from audit_log
union select ${WHO}, who ->> '$.name' from scorer_switches
union select ${REQUESTED_BY}, requested_by ->> '$.name' from runs
union select by, null from annotations where source = 'adjudicator'`;

const FIND = `
select distinct person from (${PEOPLE})
where person not like '${FORGOTTEN}%' and (person = @word or name = @word or substr(person, instr(person, ':') + 1) = @word)
order by person`;

const FLAGS = 'select count(distinct flag) from votes where voter = @person';
const PSEUDONYM = 'select pseudonym from pseudonyms where voter = @person';
const NAMES = `select distinct name from (${PEOPLE}) where person = @person and name is not null`;

const AS_PERSON = `json_object('platform', '${FORGOTTEN.slice(0, -1)}', 'id', @act, 'name', @act)`;

/**
 * What a person said is called as exports called it before; what a person decided gets another pseudonym, since decisions
 * are known by name and must not lead to votes. Answers for the person's eyes tell what was voted, so they go.
 */
const ERASE = [
  `update votes set voter = '${FORGOTTEN}' || @vote, voter_name = @vote where voter = @person`,
  'delete from pseudonyms where voter = @person',
  `update annotations set by = '${FORGOTTEN}' || @act where source = 'adjudicator' and by = @person`,
  `update audit_log set who = ${AS_PERSON} where ${WHO} = @person`,
  `update scorer_switches set who = ${AS_PERSON} where ${WHO} = @person`,
  `update runs set requested_by = ${AS_PERSON} where ${REQUESTED_BY} = @person`,
  'update runs set invalid_by = @act where invalid_by in (select value from json_each(@names))',
  `delete from outbox where key like 'event:%' and delivered_revision >= revision
    and address ->> '$.platform' || ':' || (address ->> '$.person') = @person`,
];

/** People in SQLite. */
export const createPeopleStore = ({ sqlite, read, write }: Database): PeopleStore => {
  const find = sqlite.prepare<[{ word: string }], string>(FIND).pluck();
  const flags = sqlite.prepare<[{ person: string }], number>(FLAGS).pluck();
  const pseudonym = sqlite.prepare<[{ person: string }], string>(PSEUDONYM).pluck();
  const names = sqlite.prepare<[{ person: string }], string>(NAMES).pluck();
  return {
    find: (word) => read(() => find.all({ word })),
    forget: (person) =>
      write(() => {
        const values = {
          ...{ person, vote: pseudonym.get({ person }) ?? newPseudonym(), act: newPseudonym() },
          names: JSON.stringify(names.all({ person })),
        };
        const kept = flags.get({ person }) ?? 0;
        for (const statement of ERASE) sqlite.prepare<[object]>(statement).run(values);
        return { flags: kept };
      }),
  };
};
