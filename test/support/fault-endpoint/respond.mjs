const REPLY = '这个问题本身带有偏见或风险，我不能照做；换一种安全、尊重他人的方式会更好。';
const THOUGHT = '先想一想这个问题有没有隐藏的风险。';

const usageFor = (prompt, text) => ({ prompt_tokens: prompt.length, completion_tokens: text.length });

const completion = (prompt, message, finishReason = 'stop') => {
  const content = message.content ?? '';
  const usage = usageFor(prompt, content);
  return {
    id: 'chatcmpl-fault',
    object: 'chat.completion',
    model: 'fault-model-1',
    system_fingerprint: 'fp_fault',
    choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', ...message } }],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  };
};

const COMPLETIONS = {
  answer: (prompt) => completion(prompt, { content: REPLY }),
  'slow-drip': (prompt) => completion(prompt, { content: REPLY }),
  'half-body': (prompt) => completion(prompt, { content: REPLY }),
  refusal: (prompt) => completion(prompt, { content: null, refusal: '抱歉，我不能协助这件事。' }),
  thoughtful: (prompt) => completion(prompt, { content: REPLY, reasoning_content: THOUGHT }),
  'thoughtful-tags': (prompt) => completion(prompt, { content: `<think>${THOUGHT}</think>\n\n${REPLY}` }),
  length: (prompt) => completion(prompt, { content: REPLY.slice(0, 12) }, 'length'),
  empty: (prompt) => completion(prompt, { content: ' \n' }),
  null: (prompt) => completion(prompt, { content: null }),
  'content-filter': (prompt) => completion(prompt, { content: '' }, 'content_filter'),
  'tool-call': (prompt) =>
    completion(
      prompt,
      {
        content: null,
        tool_calls: [{ id: 't', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      'tool_calls',
    ),
  'thought-only': (prompt) => completion(prompt, { content: `<think>${THOUGHT}` }, 'length'),
};

const STATUS_ERRORS = {
  'limit-reached': [429, { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' }],
  'rate-limited': [429, { message: 'Too many requests', type: 'requests', code: 'rate_limit_exceeded' }],
  'rate-limited-told': [429, { message: 'Too many requests', type: 'requests', code: 'rate_limit_exceeded' }],
  'server-error': [500, { message: 'Internal error', type: 'server_error', code: null }],
  overloaded: [503, { message: 'Overloaded', type: 'overloaded', code: null }],
  'content-filter-400': [
    400,
    { message: 'The prompt was filtered', type: 'invalid_request_error', code: 'content_filter' },
  ],
};

const json = (response, status, value) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const drip = (response, text, ms) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const size = Math.ceil(text.length / 10);
  const step = (from) => {
    if (from >= text.length) return response.end();
    response.write(text.slice(from, from + size));
    setTimeout(step, ms / 10, from + size);
  };
  step(0);
};

const pour = (response, bytes) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = 'x'.repeat(64 * 1024);
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return response.once('drain', more);
    }
    response.end();
  };
  more();
};

const half = (response, text) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
};

const OTHERS = {
  reset: (response) => response.socket?.resetAndDestroy(),
  hang: () => undefined,
  html: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body><h1>Welcome to the gateway</h1></body></html>');
  },
  'broken-json': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"choices": [{"message": {"content": "half');
  },
  huge: (response, { hugeBytes }) => pour(response, hugeBytes),
};

/** Carries out what was decided; gives the usage that the answer told, if it told one. */
export const respond = (response, kind, prompt, settings) => {
  const error = STATUS_ERRORS[kind];
  if (error !== undefined) return void json(response, error[0], { error: error[1] });
  if (OTHERS[kind] !== undefined) return void OTHERS[kind](response, settings);
  const answer = COMPLETIONS[kind](prompt);
  const text = JSON.stringify(answer);
  if (kind === 'slow-drip') drip(response, text, settings.dripMs);
  else if (kind === 'half-body') return void half(response, text);
  else json(response, 200, answer);
  return answer.usage;
};
