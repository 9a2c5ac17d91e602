import { Agent, request } from 'undici';

/** The body is larger than anyone reads: given up without holding it. */
export class ResponseTooLarge extends Error {
  constructor(mostBytes: number) {
    super(`The answer is larger than ${Math.round(mostBytes / 1e6)} MB.`);
    this.name = 'ResponseTooLarge';
  }
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
type Body = AsyncIterable<Uint8Array> & { destroy(error?: Error): unknown };

const readCapped = async (body: Body, announced: number, mostBytes: number): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (announced <= mostBytes) {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > mostBytes) break;
      chunks.push(chunk);
    }
  }
  if (announced <= mostBytes && size <= mostBytes) return Buffer.concat(chunks);
  // The error is raised to whoever listens on the stream too: nobody does any more.
  (body as Body & { on(event: 'error', listener: () => void): void }).on('error', () => {});
  body.destroy();
  throw new ResponseTooLarge(mostBytes);
};

const responseHeaders = (raw: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(raw).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );

/**
 * A `fetch` for one endpoint: keeps connections, as many as there are requests; reads the whole body, so that the
 * caller's timeout covers it; gives up beyond `mostBytes` (ResponseTooLarge). Follows no redirects: they would carry
 * the key elsewhere. Undici's own time limits are off, since a slow model may think for longer than they allow.
 */
export const createCappedFetch = (mostBytes: number): Fetch => {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } });
  return async (url, init = {}) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' };
    const answer = await request(String(url), {
      method: 'POST',
      headers,
      body: init.body as string,
      signal: init.signal ?? null,
      dispatcher,
    });
    const body = await readCapped(answer.body, Number(answer.headers['content-length'] ?? 0), mostBytes);
    const bodyless = answer.statusCode === 204 || answer.statusCode === 205 || answer.statusCode === 304;
    return new Response(bodyless ? null : body, {
      status: answer.statusCode,
      headers: responseHeaders(answer.headers),
    });
  };
};
