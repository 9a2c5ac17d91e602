import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJob, readOutcome } from '../../../adapters/bullmq/score-job.ts';
import { parseCustomId } from '../../../adapters/discord/message-builder.ts';
import {
  parseChannel,
  parseReaction as parseDiscordReaction,
  parseInteraction,
} from '../../../adapters/discord/parse-event.ts';
import { parseCompletion } from '../../../adapters/openai/parse-completion.ts';
import { rateHints, retryAfterMs } from '../../../adapters/openai/parse-rate-headers.ts';
import { readManifest } from '../../../adapters/slack/app-manifest.ts';
import {
  parseCommand,
  parseHome,
  parseJoined,
  parsePress,
  parseReaction,
  parseSubmission,
} from '../../../adapters/slack/parse-event.ts';
import { Messages } from '../../../adapters/terminal/messages.ts';
import { parseEvent } from '../../../adapters/terminal/parse-event.ts';
import { parseCall } from '../../../src/bot/parse-words.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { parseMoment } from '../../../src/commands/parse-moment.ts';
import { parseVoteWord } from '../../../src/commands/parse-vote-word.ts';
import { placeOfWords } from '../../../src/commands/place-of-words.ts';
import { parseConfig, readEnvironment } from '../../../src/config.ts';
import { UserError } from '../../../src/errors.ts';
import { parseFailUnder } from '../../../src/flames/fail-under.ts';
import { parseJsonLines } from '../../../src/flames/json-lines.ts';
import { parsePromptLine, promptKey } from '../../../src/flames/prompt-line.ts';
import { parseResponseLine } from '../../../src/flames/response-line.ts';
import { formatSubset, parseSubset, SUBSET_WORDS } from '../../../src/flames/subset.ts';
import type { EventId } from '../../../src/ids.ts';
import { readRecurrence } from '../../../src/schedule/read-recurrence.ts';
import {
  parseEvaluationLine,
  parseTrainingLine,
} from '../../../src/scoring/evaluation/parse-labelled-line.ts';
import { qwen3guard } from '../../../src/scoring/guard/qwen3guard.ts';
import { shieldLm } from '../../../src/scoring/guard/shieldlm.ts';
import { readJudgeAnswer } from '../../../src/scoring/judge/judge-answer.ts';
import { hostileText, INPUTS, mutated } from './inputs.ts';

/** What it gives; undefined where it refuses in a way that is meant for people. Anything else that it throws is a crash. */
const orRefused = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError && error.message.length > 0) return undefined;
    throw error;
  }
};

/** As above, for what a platform sent: the platform's folder drops a payload of another form. */
const orForeign = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
};

const always = <T>(inputs: fc.Arbitrary<T>, holds: (input: T) => void): void =>
  fc.assert(
    fc.property(inputs, (input) => void holds(input)),
    { numRuns: INPUTS },
  );

const words = (...known: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.oneof(fc.constantFrom(...known), hostileText), { maxLength: 6 });

describe('what people type', () => {
  it('a subset is one that says the same when it is written and read again, or a sentence', () => {
    const parts = words(
      ...SUBSET_WORDS,
      'n=200',
      'safety:50',
      'legality',
      '公平',
      '全部',
      'n=0',
      'safety:-1',
      'n=99999999999999999999',
    );
    always(parts, (given) => {
      const subset = orRefused(() => parseSubset(given));
      if (subset !== undefined) expect(parseSubset(formatSubset(subset).split(' '))).toEqual(subset);
    });
  });

  it('a schedule has its next time, or there is a sentence', () => {
    const whens = words(
      'every',
      'Monday',
      '09:00',
      'weekdays',
      '每周一',
      '25:61',
      '*',
      '0',
      '1st',
      'month',
      '*/5',
      '31',
      'hourly',
    );
    always(
      fc.tuple(whens, fc.oneof(fc.constantFrom('UTC', 'Asia/Shanghai'), hostileText)),
      ([when, zone]) => {
        const recurrence = orRefused(() => readRecurrence(when.join(' '), zone));
        if (recurrence !== undefined) expect(recurrence.cron.split(/\s+/)).toHaveLength(5);
      },
    );
  });

  it('a line of chat is a call of a known command, or a sentence', () => {
    const line = words(...COMMANDS.flatMap(({ name }) => name.split(' ')), '--seed', '--', '"', '“', 'smoke');
    always(line, (given) => {
      orRefused(() => parseCall({ kind: 'words', text: given.join(' ') }, COMMANDS));
    });
  });

  it('a line of the terminal is an event, a word of its own, or a sentence', () => {
    const by = { platform: 'terminal', id: 'ann', name: 'ann', groups: [] };
    const replyTo = { kind: 'channel', platform: 'terminal', channel: 'x' } as const;
    const reading = {
      ...{ messages: new Messages('x'), by, replyTo, locale: 'en' as const },
      ...{ id: 'e' as EventId, at: new Date(0) },
    };
    reading.messages.add(
      { kind: 'list', locale: 'en', title: ['f1'], blocks: [{ kind: 'text', line: ['x'] }] },
      'k',
    );
    const line = words('press', '1.1', '#1', ':3:', '-', '🟢', 'show', 'as', 'ann', 'f1', 'quit', '/flames');
    const kinds = /^(event|show|speak-as|quit|nothing|mistake)$/;
    always(line, (given) => expect(parseEvent(given.join(' '), reading).kind).toMatch(kinds));
  });

  it('votes, channels and settings of the environment are read, or there is a sentence', () => {
    always(words('3', 'skip', ' ', '🟢'), (given) => void orRefused(() => parseVoteWord(given.join(''))));
    always(words('slack', ':', 'C1', ' '), (given) => void orRefused(() => placeOfWords(given.join(''))));
    const names = ['LOG_LEVEL', 'METRICS_PORT', 'METRICS_HOST', 'REDIS_URL', 'FLAMES_HOME', 'PORT'];
    const values = fc.oneof(hostileText, fc.constantFrom('info', '9100', 'redis://127.0.0.1', '127.0.0.1'));
    const platforms = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_API_URL',
      'DISCORD_TOKEN',
      'DISCORD_GUILD_ID',
    ];
    always(fc.dictionary(fc.constantFrom(...names, ...platforms), values), (given) => {
      const environment = orRefused(() => readEnvironment(given));
      orRefused(() => environment?.slack());
      orRefused(() => environment?.discord());
    });
  });

  it('bars, moments and a configuration are read, or there is a sentence', () => {
    always(
      words('overall=0.6', 'Safety=', '=', ','),
      (given) => void orRefused(() => parseFailUnder(given.join(''))),
    );
    always(
      words('2026-11-25', 'T', '09:00', 'Z', '+99:99'),
      (given) => void orRefused(() => parseMoment(given.join(''))),
    );
  });
});

describe('what files hold', () => {
  const line = fc.oneof(
    mutated([
      { dimension: 'Safety', subcomponent: 'Mental harm', prompt: '问', response: '答', label: 3 },
      { dimension: 'Legality', prompt: '问', response: '答', predicted: 1 },
    ]).map((value) => JSON.stringify(value) ?? ''),
    hostileText,
  );
  it.each([
    ['prompts', parsePromptLine],
    ['responses', parseResponseLine],
    ['an evaluation', parseEvaluationLine],
    ['a training', parseTrainingLine],
  ] as const)('lines for %s are all taken or all named', (_what, parse) => {
    always(fc.array(line, { maxLength: 5 }), (lines) => {
      const parsed = parseJsonLines<unknown>(lines.join('\n'), parse, (value) => promptKey(value as never));
      if (parsed.kind === 'bad') for (const { reason } of parsed.problems) expect(reason).not.toBe('');
    });
  });

  it('a configuration is whole, or every mistake is named', () => {
    const sample = {
      models: {
        x: { baseUrl: 'https://a.example/v1', model: 'm', concurrency: 4, price: { input: 1, output: 2 } },
      },
      scorers: {
        default: 'x',
        x: { kind: 'judge', judges: [{ baseUrl: 'https://a.example/v1', model: 'm' }] },
      },
      review: { quorum: 3, voters: { users: ['U1'] }, channels: { slack: 'C1' } },
      schedules: [{ name: 'd', do: 'digest', when: 'Mon 09:00', timeZone: 'UTC' }],
      limits: { costPerRunUsd: 5 },
      locale: 'zh-CN',
    };
    const text = fc.oneof(
      mutated([sample]).map((value) => JSON.stringify(value) ?? ''),
      hostileText,
    );
    always(text, (given) => void orRefused(() => parseConfig(given, 'x.yaml')));
  });
});

const at = (time: Date | undefined): void => {
  if (time !== undefined) expect(time.getTime()).not.toBeNaN();
};

describe('what Slack sends', () => {
  const user = { id: 'U1', name: 'ann' };
  const action = { value: '["cancel","run-1"]', action_ts: '1711111111.000200' };
  it.each([
    [
      'a command',
      parseCommand,
      {
        text: 'evaluate x',
        channel_id: 'C1',
        user_id: 'U1',
        trigger_id: '1.2',
        response_url: 'https://x.example',
      },
    ],
    [
      'a press',
      parsePress,
      {
        user,
        trigger_id: '1.2',
        container: { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: false },
        actions: [action],
      },
    ],
    [
      'a form',
      parseSubmission,
      {
        user,
        view: {
          id: 'V1',
          callback_id: 'form:evaluate',
          private_metadata: '{"kind":"channel","platform":"slack","channel":"C1"}',
          state: { values: { model: { a: { value: 'x' } } } },
        },
      },
    ],
    [
      'a reaction',
      parseReaction,
      {
        event_id: 'E1',
        event: {
          type: 'reaction_added',
          user: 'U1',
          reaction: 'large_green_circle',
          event_ts: '1.2',
          item: { type: 'message', channel: 'C1', ts: '1.2' },
        },
      },
    ],
    [
      'who joins',
      parseJoined,
      { event_id: 'E1', event: { user: 'U1', channel: 'C1', channel_type: 'C', event_ts: '1.2' } },
    ],
    ['the home page', parseHome, { event_id: 'E1', event: { user: 'U1', tab: 'home', event_ts: '1.2' } }],
  ] as const)('%s is understood, dropped or foreign', (_what, parse, sample) => {
    always(mutated([sample]), (body) => {
      const input = orForeign(() => parse(body, new Date(0)));
      if (input !== undefined) at(input.at);
    });
  });
});

describe('what Discord sends', () => {
  const by = {
    member: { user: { id: '2', username: 'ann' }, nick: null, roles: ['3'] },
    guild_id: '4',
    channel_id: '5',
  };
  const shared = { id: '1311111111111111111', application_id: '6', token: 't', locale: 'en-US', ...by };
  const interactions = [
    {
      ...shared,
      type: 2,
      data: {
        name: 'flames',
        options: [{ name: 'evaluate', type: 1, options: [{ name: 'model', type: 3, value: 'x' }] }],
      },
    },
    {
      ...shared,
      type: 4,
      data: { name: 'flames', options: [{ name: 'model', type: 3, value: 'x', focused: true }] },
    },
    { ...shared, type: 3, message: { id: '7', flags: 64 }, data: { custom_id: 'cancel:run-1' } },
    {
      ...shared,
      type: 5,
      data: { custom_id: 'form:evaluate', components: [{ component: { custom_id: 'model', value: 'x' } }] },
    },
  ];
  it('an interaction is understood, dropped or foreign', () => {
    always(mutated(interactions), (body) => {
      const input = orForeign(() => parseInteraction(body));
      if (input !== undefined && 'at' in input) at(input.at);
    });
  });

  it('a channel is understood or foreign, and a button is one of ours or none', () => {
    const channel = mutated([{ id: '1', guild_id: '2' }]);
    always(channel, (body) => void orForeign(() => parseChannel(body, 's:1')));
    always(words('0', ':', 'cancel', 'run-1'), (given) => {
      const action = parseCustomId(given.join(''));
      if (action !== undefined) expect(action.name).not.toBe('');
    });
  });

  it('a reaction is understood, dropped or foreign', () => {
    const sample = {
      user_id: '1',
      channel_id: '2',
      message_id: '3',
      guild_id: '4',
      emoji: { id: null, name: '🟢' },
    };
    always(mutated([sample]), (body) => void orForeign(() => parseDiscordReaction('added', body, 's:1')));
  });
});

describe('what models, judges, bots and workers send', () => {
  const completion = {
    model: 'm',
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: '好' } }],
    usage: { prompt_tokens: 1, completion_tokens: 1 },
  };
  it('a completion is an answer or a failure with its class', () => {
    const body = fc.oneof(
      mutated([completion]).map((value) => JSON.stringify(value) ?? ''),
      hostileText,
    );
    always(body, (given) => expect(parseCompletion(given).kind).toMatch(/^(answered|failed)$/));
  });

  it('a judgement is a label that the dimension allows, or none', () => {
    const answer = { named_harm: true, does_harm: false, label: 3, reason: 'x' };
    const text = fc.oneof(
      mutated([answer]).map((value) => JSON.stringify(value) ?? ''),
      hostileText,
    );
    always(text, (given) => void readJudgeAnswer('Legality', given));
  });

  it('what a guard says is a finding in its own words, or none', () => {
    const formats = [qwen3guard, shieldLm('qwen'), shieldLm('chatglm')];
    const parts = [
      'Safety: ',
      'Safe',
      'Unsafe',
      '\nCategories: ',
      'None',
      'PII, ',
      '\nRefusal: ',
      'Yes',
      'No',
    ];
    const chinese = ['[答案] ', '安全', '不安全', '有争议', '\n[分析] ', '\r\n', '因为'];
    always(words(...parts, ...chinese), (given) => {
      for (const format of formats) {
        const finding = format.read(given.join(''));
        if (finding !== undefined) expect(finding.facts.safety).toMatch(/^(safe|controversial|unsafe)$/);
      }
    });
  });

  it('limits in headers are times and counts that are not negative, or nothing', () => {
    const value = words('1', 's', 'ms', '6m0s', 'Wed, 25 Nov 2026 09:00:00 GMT', '9999999999999', '.', '-');
    always(fc.tuple(value, value), ([one, other]) => {
      const texts = [one.join(''), other.join('')];
      const headers = { get: (name: string) => texts[name.length % 2] ?? null };
      const numbers = [
        retryAfterMs(headers, new Date(0)),
        ...Object.values(rateHints(headers, new Date(0)) ?? {}),
      ];
      for (const each of numbers) if (each !== undefined) expect(each).toBeGreaterThanOrEqual(0);
    });
  });

  it('the settings of a Slack app are read, or are foreign', () => {
    const app = { manifest: { features: { slash_commands: [{ command: '/flames' }] }, settings: {} } };
    always(mutated([app]), (answer) => void orForeign(() => readManifest(answer)));
  });

  it('a batch and its outcome are of our form, or nothing', () => {
    const job = {
      format: 1,
      run: 'run-1',
      identity: 'a',
      items: [{ dimension: 'Safety', subcomponent: null, prompt: 'p', response: 'r' }],
    };
    const outcome = {
      kind: 'scored',
      verdicts: [{ kind: 'label', label: 3, probabilities: { 1: 0, 2: 0, 3: 1 } }],
    };
    always(mutated([job]), (data) => void readJob(data));
    always(mutated([outcome]), (value) => void readOutcome(value));
  });
});
