/** A word as it was typed. Quotes are gone; a quoted word is never an option. */
export interface Word {
  readonly text: string;
  readonly option?: { readonly name: string; readonly value?: string };
}

/** Phones turn two hyphens into one dash and straight quotes into curved ones, Chinese keyboards write two long dashes: all of them count. */
const WORD =
  /(?<option>(?:--|[–—－]{1,2}-?)\p{L}[\p{L}\p{N}-]*=)?(?:["“”„](?<double>[^"“”„]*)["“”]|['‘’](?<single>[^'‘’]*)['‘’]|「(?<corner>[^「」]*)」)(?=\s|$)|(?<plain>\S+)/gu;
const OPTION = /^(?:--|[–—－]{1,2}-?)(?<name>\p{L}[\p{L}\p{N}-]*)(?:=(?<value>.*))?$/su;

/** The words of a line. Quotes hold words together where they stand around whole words; any other mark is a letter. */
export const splitWords = (line: string): readonly Word[] =>
  Array.from(line.matchAll(WORD), ({ groups = {} }) => {
    if (groups['plain'] !== undefined) return toWord(groups['plain']);
    const quoted = groups['double'] ?? groups['single'] ?? groups['corner'] ?? '';
    const option = groups['option'];
    return option === undefined ? { text: quoted } : toWord(`${option}${quoted}`);
  });

const toWord = (text: string): Word => {
  const groups = OPTION.exec(text)?.groups;
  if (groups === undefined) return { text };
  const { name = '', value } = groups;
  return { text, option: { name: name.toLowerCase(), ...(value === undefined ? {} : { value }) } };
};
