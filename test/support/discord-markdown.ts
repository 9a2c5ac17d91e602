/** How Discord reads a message, after its own Markdown guide; written apart from the renderer that is checked with it. */
export interface Read {
  /** What people see. */
  readonly plain: string;
  /** What was not shown as it was written: mentions, links, formatting and so on, by kind. */
  readonly obeyed: readonly string[];
}

type Rule = readonly [kind: string, pattern: RegExp, inner: number];

/** In Discord's order of precedence; `inner` is the group that is read again, 0 for none. */
const RULES: readonly Rule[] = [
  ['escape', /^\\([^0-9A-Za-z\s])/su, 0],
  ['fence', /^```(?:[a-z0-9_+\-.#]*\n)?\n*([^\n][\s\S]*?)\n*```/iu, 0],
  ['code', /^(`+)([\s\S]*?[^`])\1(?!`)/u, 0],
  ['custom emoji', /^<a?:\w+:\d+>/u, 0],
  ['mention', /^<(?:@[!&]?|#|\/[^:>]+:|id:)[^>\s]+>/u, 0],
  ['time', /^<t:-?\d{1,17}(?::[tTdDfFRsS])?>/u, 0],
  ['masked link', /^\[[^\]]+\]\(<?(?:https?|discord):[^)]+\)/iu, 0],
  ['link', /^<?(?:https?|steam|discord):\/\/[^\s<]+/iu, 0],
  ['link', /^<(?:mailto|tel|sms):[^>]+>/iu, 0],
  ['invite', /^(?:discord\.(?:gg|com)|discordapp\.com)\/[\w/-]+/iu, 0],
  ['everyone', /^@(?:everyone|here)\b/u, 0],
  ['emoji', /^:[\w+'-]{1,100}:/u, 0],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/u, 1],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/u, 1],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/u, 1],
  ['strike', /^~~([\s\S]+?)~~/u, 1],
  ['italic', /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/u, 1],
  ['italic', /^_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/u, 1],
];
const LINE_RULES: readonly Rule[] = [
  ['heading', /^#{1,3} /u, 0],
  ['small', /^-# /u, 0],
  ['quote', /^>(?:>>)? /u, 0],
  ['list', /^ *(?:[-*]|\d{1,10}\.) /u, 0],
];

export const readMarkdown = (text: string): Read => {
  const obeyed: string[] = [];
  const read = (rest: string, atStart: boolean): string => {
    let plain = '';
    let start = atStart;
    for (let at = 0; at < rest.length; ) {
      const tail = rest.slice(at);
      const rules = start ? [...LINE_RULES, ...RULES] : RULES;
      const hit = rules.flatMap(([kind, pattern, inner]) => {
        const match = pattern.exec(tail);
        return match === null ? [] : [{ kind, match, inner }];
      })[0];
      if (hit === undefined) {
        const character = String.fromCodePoint(tail.codePointAt(0) ?? 0);
        plain += character;
        at += character.length;
        start = character === '\n';
        continue;
      }
      const [whole, first = '', second = ''] = hit.match;
      if (hit.kind === 'escape') plain += first;
      else {
        obeyed.push(hit.kind);
        plain += hit.inner === 1 ? read(first, start) : hit.kind === 'fence' ? first : second;
      }
      at += whole.length;
      start = LINE_RULES.some(([kind]) => kind === hit.kind);
    }
    return plain;
  };
  return { plain: read(text, true), obeyed };
};
