import { Agent, type Dispatcher } from 'undici';

/** The body is larger than anyone reads: given up without holding it. */
export class ResponseTooLarge extends Error {
  constructor(mostBytes: number) {
    super(`The answer is larger than ${Math.round(mostBytes / 1e6)} MB.`);
    this.name = 'ResponseTooLarge';
  }
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
type HeaderValues = Readonly<Record<string, string | string[] | undefined>>;

const headerPairs = (headers: HeaderValues): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );

const decoder = new TextDecoder();

/** A response that was read to its end: `text` is all that gives its body, without the streams that others make for it. */
class ReadResponse extends Response {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, status: number, headers: HeaderValues) {
    super(null, { status, headers: headerPairs(headers) });
    this.#bytes = bytes;
  }

  override text = async (): Promise<string> => decoder.decode(this.#bytes);
}

/** One request on its way: gathers what comes, up to a limit. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #mostBytes: number;
  readonly #signal: AbortSignal | null;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status = 0;
  #headers: HeaderValues = {};
  #controller: Dispatcher.DispatchController | undefined;

  constructor(
    mostBytes: number,
    signal: AbortSignal | null,
    resolve: (response: Response) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#mostBytes = mostBytes;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted) this.#abort();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HeaderValues): void {
    this.#status = status;
    this.#headers = headers;
    this.#refuseBeyond(Number(headers['content-length'] ?? 0));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    this.#refuseBeyond(this.#size);
  }

  onResponseEnd(): void {
    this.#leave();
    this.#resolve(new ReadResponse(Buffer.concat(this.#chunks), this.#status, this.#headers));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#leave();
    this.#reject(error);
  }

  #refuseBeyond(bytes: number): void {
    if (bytes > this.#mostBytes) this.#controller?.abort(new ResponseTooLarge(this.#mostBytes));
  }

  #abort = (): void => {
    this.#reject(this.#signal?.reason);
    this.#controller?.abort(this.#signal?.reason);
  };

  #leave(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

/**
 * A `fetch` for one endpoint: keeps connections, as many as there are requests; reads the whole body, so that the
 * caller's timeout covers it; gives up beyond `mostBytes` (ResponseTooLarge). Follows no redirects: they would carry
 * the key elsewhere. Undici's own time limits are off, since a slow model may think for longer than they allow.
 */
export const createCappedFetch = (mostBytes: number): Fetch => {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } });
  return (url, init = {}) =>
    new Promise((resolve, reject) => {
      const { origin, pathname, search } = new URL(String(url));
      // the client gives these
      const sent = { ...Object.fromEntries(init.headers as Headers), 'accept-encoding': 'identity' };
      dispatcher.dispatch(
        { origin, path: `${pathname}${search}`, method: 'POST', headers: sent, body: init.body as string },
        new Exchange(mostBytes, init.signal ?? null, resolve, reject),
      );
    });
};
