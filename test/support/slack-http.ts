import { createHmac } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

export const SIGNING_SECRET = 'a signing secret of the tests';

/** A request as Slack sends it to an address of the bot. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Slack's formula: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signatureOf = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const form = (fields: Json): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** Each kind of event has a form of body of its own. */
const bodyOf = (type: string, payload: Json): readonly [string, string] => {
  if (type === 'events_api') return ['application/json', JSON.stringify(payload)];
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  return ['application/x-www-form-urlencoded', form(fields)];
};

/** Signs an event; `at` is in ms. */
export const signedRequest = (
  type: string,
  payload: Json,
  { secret = SIGNING_SECRET, at = Date.now() }: { readonly secret?: string; readonly at?: number } = {},
): SignedRequest => {
  const [contentType, body] = bodyOf(type, payload);
  const timestamp = Math.floor(at / 1000);
  const signed = {
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(secret, timestamp, body),
  };
  return { headers: { 'content-type': contentType, ...signed }, body };
};

export const deliver = (url: string, { headers, body }: SignedRequest): Promise<Response> =>
  fetch(url, { method: 'POST', headers, body });
