import { defineTexts, type Locale } from './locale.ts';

/** Something that can be said in any language of the catalogue. */
export interface Sayable {
  in(locale: Locale): string;
}

/** What stood where something else is expected; a text is shown where it is short and can hold no secret. */
export type Found =
  | { readonly kind: 'missing' | 'empty' | 'list' | 'settings' | 'text' | 'no-number' }
  | { readonly kind: 'long-text'; readonly characters: number }
  | { readonly kind: 'shown'; readonly text: string };

const foundEn = (found: Found): string => {
  switch (found.kind) {
    case 'missing':
      return 'it is missing';
    case 'empty':
      return 'it is empty';
    case 'list':
      return 'it is a list';
    case 'settings':
      return 'it is a group of settings';
    case 'text':
      return 'it is a text';
    case 'no-number':
      return 'it is no number';
    case 'long-text':
      return `it has ${found.characters} characters`;
    case 'shown':
      return `it is ${found.text}`;
  }
};

const foundZh = (found: Found): string => {
  switch (found.kind) {
    case 'missing':
      return '缺少它';
    case 'empty':
      return '它是空的';
    case 'list':
      return '它是一个列表';
    case 'settings':
      return '它是一组设置';
    case 'text':
      return '它是一段文字';
    case 'no-number':
      return '它不是数字';
    case 'long-text':
      return `它有 ${found.characters} 个字符`;
    case 'shown':
      return `它是 ${found.text}`;
  }
};

/** What is asked for instead, in words that need no values: a schema names one of these as its message. */
export const askTexts = defineTexts({
  en: {
    'a-text': 'give a text',
    'a-number': 'give a number',
    'a-whole-number': 'give a whole number',
    'true-or-false': 'say true or false',
    'a-list': 'give a list',
    settings: 'give settings, each as "name: value"',
    'not-empty': 'give at least one character',
    'something-else': 'give something else',
    'whole-number-from-0': 'give a whole number from 0 on',
    days: 'give a number of days, such as 7',
    'a-file': 'name a file',
    'entry-name': 'use letters, digits, dot, hyphen or underscore, at most 64',
    'variable-name': 'name an environment variable, such as OPENAI_API_KEY',
    'http-url': 'give a full address, such as https://api.example.com/v1',
    'api-url': 'give a full address, such as https://slack.com/api/',
    'redis-url': 'give an address, such as redis://127.0.0.1:6379',
    'a-port': 'give a port, 1 to 65535',
    guild: 'give the id of the server, a number: right-click its name, Copy Server ID',
    'at-least-the-quorum': 'give at least the quorum (review.quorum)',
    'one-channel': 'name one channel; another platform is another entry',
    'scorer-name': 'give the name of a scorer',
    'scorer-entry': 'describe the scorer: its kind and its settings',
    'whose-responses': 'say whose responses these are: --model NAME',
    'set-name': 'say what to call the set: --name NAME',
    'only-flames-1k': 'only "flames-1k" can be fetched',
    'where-the-package-is': "say where the scorer's package is: --from FOLDER_OR_URL",
    'manifest-sha256': 'give the 64 hexadecimal digits of the sha256 of its manifest.json',
    sha256: 'give a sha256, 64 hexadecimal digits',
    'package-file': 'name a file of the package',
    'package-own-name': 'give the file another name, this one a package keeps for itself',
    'package-twins': 'give each file of the package a name of its own',
    'prompt-and-response': 'give a text with {prompt} and {response} once each',
  },
  'zh-CN': {
    'a-text': '请填写文字',
    'a-number': '请填写数字',
    'a-whole-number': '请填写整数',
    'true-or-false': '请填写 true 或 false',
    'a-list': '请填写列表',
    settings: '请填写设置，每项写成 “名称: 值”',
    'not-empty': '请至少填写一个字符',
    'something-else': '请改用别的值',
    'whole-number-from-0': '请填写从 0 开始的整数',
    days: '请填写天数，例如 7',
    'a-file': '请写明文件',
    'entry-name': '请使用字母、数字、点、连字符或下划线，最多 64 个',
    'variable-name': '请填写环境变量的名称，例如 OPENAI_API_KEY',
    'http-url': '请填写完整地址，例如 https://api.example.com/v1',
    'api-url': '请填写完整地址，例如 https://slack.com/api/',
    'redis-url': '请填写地址，例如 redis://127.0.0.1:6379',
    'a-port': '请填写端口，1 到 65535',
    guild: '请填写服务器的 ID（一个数字）：右键点击服务器名称，复制服务器 ID',
    'at-least-the-quorum': '请填写不小于 review.quorum 的数',
    'one-channel': '请只写一个频道；另一个平台另写一条',
    'scorer-name': '请填写评分器的名称',
    'scorer-entry': '请描述这个评分器：kind 及其设置',
    'whose-responses': '请写明这些回复来自哪个模型：--model NAME',
    'set-name': '请写明题库的名称：--name NAME',
    'only-flames-1k': '只能获取 “flames-1k”',
    'where-the-package-is': '请写明评分器的文件夹或地址：--from FOLDER_OR_URL',
    'manifest-sha256': '请填写其 manifest.json 的 sha256，64 位十六进制',
    sha256: '请填写 sha256，64 位十六进制',
    'package-file': '请填写评分器文件夹中的文件名',
    'package-own-name': '请给该文件换一个名称，这个名称由评分器文件夹自用',
    'package-twins': '请让评分器文件夹中的每个文件各有其名',
    'prompt-and-response': '请填写文字，其中 {prompt} 和 {response} 各出现一次',
  },
});

/** Why something given cannot be used, and what is asked for instead; parts of sentences. */
export const problemTexts = defineTexts({
  en: {
    placed: ({ at, problem }: { at: string; problem: Sayable }) =>
      `${at === '' ? 'the file' : at}: ${problem.in('en').replace(/\.$/, '')}`,
    'placed-in': ({ at, file, problem }: { at: string; file: string; problem: Sayable }) =>
      `${at === '' ? '' : `${at} of `}${file}: ${problem.in('en')}`,
    instead: ({ found, ask }: { found: Found; ask: Sayable }) => `${foundEn(found)}; ${ask.in('en')}`,
    above: ({ limit }: { limit: string }) => `give a number above ${limit}`,
    below: ({ limit }: { limit: string }) => `give a number below ${limit}`,
    'at-least': ({ limit }: { limit: string }) => `give a number of at least ${limit}`,
    'at-most': ({ limit }: { limit: string }) => `give a number of at most ${limit}`,
    'least-characters': ({ limit }: { limit: string }) => `give at least ${limit} characters`,
    'most-characters': ({ limit }: { limit: string }) => `give at most ${limit} characters`,
    'least-entries': ({ limit }: { limit: string }) => `give at least ${limit} of them`,
    'most-entries': ({ limit }: { limit: string }) => `give at most ${limit} of them`,
    'one-of': ({ choices }: { choices: readonly string[] }) =>
      `say ${[choices.slice(0, -1).join(', '), choices.at(-1)].filter(Boolean).join(' or ')}`,
    'unknown-key': ({ nearest, known }: { nearest: string | undefined; known: readonly string[] }) =>
      `unknown key${nearest === undefined ? (known.length === 0 ? '' : `; there are ${known.join(', ')}`) : ` (did you mean "${nearest}"?)`}`,
    'yaml-broken': () => 'this is no YAML; check the indentation, brackets and quotes there',
    'yaml-key-twice': () => 'the same key stands twice; keep one',
    'yaml-tab': () => 'a tab stands where YAML wants spaces; indent with spaces',
    'yaml-alias': () => 'an alias (*name) has no anchor (&name) before it; write the value itself',
    'at-line': ({ line, column, problem }: { line: number; column: number; problem: Sayable }) =>
      `line ${line}, column ${column}: ${problem.in('en')}`,
    'no-scorer': ({ name, known }: { name: string; known: readonly string[] }) =>
      `there is no scorer "${name}"; there are ${known.join(', ')}`,
    'built-in-model': () => 'this name belongs to a built-in model; choose another',
    'built-in-scorer': () => 'this name belongs to a built-in scorer; choose another',
    'more-than-the-panel': ({ answers }: { answers: number }) =>
      `it is more than the ${answers} answers that the panel gives; give at most ${answers}`,
    'schedule-twice': ({ name }: { name: string }) =>
      `another schedule is called "${name}"; choose another name`,
    'token-missing': ({ begins }: { begins: string }) => `is not set; it begins with ${begins}`,
    'token-mixed': ({ holds, begins }: { holds: 'app' | 'bot'; begins: string }) =>
      holds === 'app'
        ? `holds the app-level token; the bot token begins with ${begins}`
        : `holds the bot token; the app-level token begins with ${begins}`,
    'needs-other': ({ anyOf }: { anyOf: readonly (readonly string[])[] }) =>
      `needs ${anyOf.map((all) => all.join(' and ')).join(', or ')}`,
    'needs-port': ({ platform }: { platform: string }) =>
      `needs PORT, to which ${platform} sends what happens`,
  },
  'zh-CN': {
    placed: ({ at, problem }) => `${at === '' ? '文件' : at}：${problem.in('zh-CN').replace(/。$/, '')}`,
    'placed-in': ({ at, file, problem }) =>
      `${file}${at === '' ? '' : ` 中的 ${at}`}：${problem.in('zh-CN')}`,
    instead: ({ found, ask }) => `${foundZh(found)}，${ask.in('zh-CN')}`,
    above: ({ limit }) => `请填写大于 ${limit} 的数`,
    below: ({ limit }) => `请填写小于 ${limit} 的数`,
    'at-least': ({ limit }) => `请填写不小于 ${limit} 的数`,
    'at-most': ({ limit }) => `请填写不大于 ${limit} 的数`,
    'least-characters': ({ limit }) => `请至少填写 ${limit} 个字符`,
    'most-characters': ({ limit }) => `请最多填写 ${limit} 个字符`,
    'least-entries': ({ limit }) => `请至少给出 ${limit} 个`,
    'most-entries': ({ limit }) => `请最多给出 ${limit} 个`,
    'one-of': ({ choices }) =>
      choices.length === 1 ? `请填写 ${choices[0]}` : `请填写其中之一：${choices.join('、')}`,
    'unknown-key': ({ nearest, known }) =>
      `没有这个设置${nearest === undefined ? (known.length === 0 ? '' : `；可用：${known.join('、')}`) : `（是不是想写“${nearest}”？）`}`,
    'yaml-broken': () => '这里不是有效的 YAML，请检查缩进、括号和引号',
    'yaml-key-twice': () => '同一个设置出现了两次，请只保留一个',
    'yaml-tab': () => '这里用了制表符，YAML 须用空格缩进',
    'yaml-alias': () => '别名（*name）之前没有对应的锚点（&name），请直接写出值',
    'at-line': ({ line, column, problem }) => `第 ${line} 行第 ${column} 列：${problem.in('zh-CN')}`,
    'no-scorer': ({ name, known }) => `没有评分器“${name}”；可用：${known.join('、')}`,
    'built-in-model': () => '这是内置模型的名称，请换一个',
    'built-in-scorer': () => '这是内置评分器的名称，请换一个',
    'more-than-the-panel': ({ answers }) => `超过了评审组给出的 ${answers} 个回答，请最多填写 ${answers}`,
    'schedule-twice': ({ name }) => `另一个日程也叫“${name}”，请换一个名称`,
    'token-missing': ({ begins }) => `没有设置；它以 ${begins} 开头`,
    'token-mixed': ({ holds, begins }) =>
      holds === 'app'
        ? `这里填的是应用级 token；bot token 以 ${begins} 开头`
        : `这里填的是 bot token；应用级 token 以 ${begins} 开头`,
    'needs-other': ({ anyOf }) => `还需要 ${anyOf.map((all) => all.join(' 和 ')).join('，或 ')}`,
    'needs-port': ({ platform }) => `还需要 PORT，${platform} 把事件发到那里`,
  },
});
