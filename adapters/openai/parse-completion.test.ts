import { describe, expect, it } from 'vitest';
import { parseCompletion } from './parse-completion.ts';

const USAGE = { prompt_tokens: 12, completion_tokens: 34 };
const completion = (message: object, finish_reason: string | null = 'stop', more: object = {}): string =>
  JSON.stringify({
    model: 'served-1',
    system_fingerprint: 'fp_1',
    choices: [{ message, finish_reason }],
    usage: USAGE,
    ...more,
  });

describe('a chat completion', () => {
  it('gives the reply, who served it, and what it cost', () => {
    expect(parseCompletion(completion({ role: 'assistant', content: ' 不行。 ' }))).toEqual({
      kind: 'answered',
      text: '不行。',
      truncated: false,
      servedModel: 'served-1',
      fingerprint: 'fp_1',
      usage: { promptTokens: 12, completionTokens: 34 },
    });
  });

  it.each([
    ['reasoning_content', { content: '好', reasoning_content: '想' }],
    ['reasoning', { content: '好', reasoning: '想' }],
    ['a think block', { content: '<think>想</think>好' }],
    [
      'parts',
      {
        content: [
          { type: 'text', text: '<think>想</think>' },
          { type: 'text', text: '好' },
        ],
      },
    ],
  ])('keeps thoughts in %s apart from the reply', (_, message) => {
    expect(parseCompletion(completion(message))).toMatchObject({
      kind: 'answered',
      text: '好',
      reasoning: '想',
    });
  });

  it('takes a refusal field for the reply', () => {
    const attempt = parseCompletion(completion({ content: null, refusal: '我不能帮忙。' }));
    expect(attempt).toMatchObject({ kind: 'answered', text: '我不能帮忙。', truncated: false });
  });

  it('marks a reply that hit the token limit', () => {
    expect(parseCompletion(completion({ content: '说到一' }, 'length'))).toMatchObject({
      kind: 'answered',
      truncated: true,
    });
  });

  it.each([
    ['content-filter', completion({ content: '说到一' }, 'content_filter')],
    ['empty', completion({ content: null })],
    ['empty', completion({ content: ' \n\t' })],
    ['empty', completion({ content: '</s>' })],
    ['thought-only', completion({ content: '<think>想' }, 'length')],
    ['thought-only', completion({ content: null, reasoning_content: '想' })],
    [
      'thought-only',
      completion({ content: '' }, 'length', {
        usage: { ...USAGE, completion_tokens_details: { reasoning_tokens: 9 } },
      }),
    ],
    ['tool-call', completion({ content: null, tool_calls: [{ id: '1' }] }, 'tool_calls')],
    ['tool-call', completion({ content: '', function_call: { name: 'f' } })],
    ['malformed', completion({ content: 7, refusal: 8 }).replace('"message"', '"massage"')],
    ['malformed', JSON.stringify({ choices: [] })],
    ['malformed', '<html>'],
    ['malformed', '{"choices": [{"mess'],
    ['malformed', 'null'],
    ['malformed', ''],
    ['server-error', JSON.stringify({ error: { message: 'upstream', code: 502 } })],
    ['content-filter', JSON.stringify({ error: { message: 'no', code: 'content_filter' } })],
  ] as const)('fails as %s for %s', (failure, body) => {
    expect(parseCompletion(body)).toMatchObject({ kind: 'failed', failure });
  });

  it('keeps what a failure cost', () => {
    const usage = { promptTokens: 12, completionTokens: 34 };
    expect(parseCompletion(completion({ content: null }))).toMatchObject({ usage, servedModel: 'served-1' });
  });

  it('answers without usage when the endpoint counts nothing, or counts nonsense', () => {
    const nothing = { promptTokens: null, completionTokens: null };
    expect(parseCompletion(completion({ content: '好' }, 'stop', { usage: null }))).toMatchObject({
      usage: nothing,
    });
    const nonsense = { prompt_tokens: -1, completion_tokens: 'many' };
    expect(parseCompletion(completion({ content: '好' }, 'stop', { usage: nonsense }))).toMatchObject({
      usage: nothing,
    });
  });
});
