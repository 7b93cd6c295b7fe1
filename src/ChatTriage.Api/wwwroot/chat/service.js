/** For how long a stream may stay silent, in milliseconds; the service gives a sign of life every two seconds. */
const SILENCE = 12_000;

/** How long an answer in one piece may take, in milliseconds. */
const PATIENCE = 30_000;

/** The service said no, and why; trying again as it is would not help. */
export class Refused extends Error {
  /** @param {Record<string, string[]>} errors what is wrong with which field of the request, where the service names them */
  constructor(message, status, errors = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** The service could not be reached, broke off or failed; trying again may help. */
export class Unreachable extends Error {}

/** The service's HTTP interface, as far as a chat needs it. */
export class Service {
  #vocabularies = {};

  /** @param {URL} base the service's address, ending in a slash */
  constructor(base) {
    this.base = base;
  }

  /**
   * Asks, and tells what has arrived so far; a stream that breaks is asked for again in one piece, as the same question.
   * @param {{ question: string, conversationId: string | null, facts: object }} request
   * @param {(answer: object) => void} onPart gets the answer as far as it is known; the same object each time
   * @param {AbortSignal} signal
   * @returns {Promise<object>} the whole answer
   * @throws {Refused | Unreachable}
   */
  async ask(request, onPart, signal) {
    const retryKey = random();
    try {
      return await this.#limited(SILENCE, signal, (inner, alive) => this.#stream(request, retryKey, onPart, inner, alive));
    } catch (fault) {
      if (fault instanceof Refused || signal.aborted) throw fault;
    }
    return this.#limited(PATIENCE, signal, inner => this.#whole(request, retryKey, inner));
  }

  /** Has the service forget the conversation for good. */
  async forget(conversationId) {
    await this.#send(`api/v1/conversations/${encodeURIComponent(conversationId)}`, { method: 'DELETE' });
  }

  /**
   * Posts to one of the service's tools; the address starts after "api/v1/".
   * @param {(response: Response) => Promise<unknown>} read what to make of the response
   * @throws {Refused | Unreachable}
   */
  post(path, body, read = response => response.json()) {
    return this.#limited(PATIENCE, new AbortController().signal, async signal => read(await this.#send(`api/v1/${path}`, post(body, signal))));
  }

  /** The facts with their questions, or the letters with their fields; asked for once, and again after a failure. */
  vocabulary(name) {
    this.#vocabularies[name] ??= this.#limited(PATIENCE, new AbortController().signal, async signal => (await this.#send(`api/v1/${name}`, { signal })).json())
      .catch(fault => {
        delete this.#vocabularies[name];
        throw fault;
      });
    return this.#vocabularies[name];
  }

  async #whole(request, retryKey, signal) {
    const response = await this.#send('api/v1/questions', post(request, signal, { 'Idempotency-Key': retryKey }));
    return response.json();
  }

  async #stream(request, retryKey, onPart, signal, alive) {
    const answer = { answer: { verdict: '', text: '' } };
    const response = await this.#send('api/v1/questions/stream', post(request, signal, { 'Idempotency-Key': retryKey }));
    for await (const { name, data } of events(response, alive)) {
      if (name === 'done') return data;
      if (name === 'error') break;
      if (name === 'heartbeat') continue;
      if (name === 'text') answer.answer[data.part] = data.withdrawn ? '' : answer.answer[data.part] + data.text;
      else Object.assign(answer, data);
      onPart(answer);
    }
    throw new Unreachable('the stream broke off');
  }

  /** A response that is fine, or the reason why not. */
  async #send(path, options) {
    const response = await fetch(new URL(path, this.base), { ...options, credentials: 'omit', cache: 'no-store' });
    if (response.ok) return response;
    if (response.status === 429) throw new Refused('现在问的人多，请等一分钟再试。急事请打 110。', 429);
    if (response.status >= 500) throw new Unreachable(`status ${response.status}`);
    const problem = await response.json().catch(() => ({}));
    const errors = problem.errors ?? {};
    throw new Refused(Object.values(errors).flat()[0] ?? problem.title ?? '没有发出去，请换个说法再试。', response.status, errors);
  }

  /** Gives up when nothing happens for so long; `alive` starts the time anew. */
  async #limited(milliseconds, signal, work) {
    const inner = new AbortController();
    const give = () => inner.abort();
    signal.addEventListener('abort', give);
    let timer = setTimeout(give, milliseconds);
    const alive = () => { clearTimeout(timer); timer = setTimeout(give, milliseconds); };
    try {
      return await work(inner.signal, alive);
    } catch (fault) {
      if (fault instanceof Refused || signal.aborted) throw fault;
      throw new Unreachable(fault.message);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
    }
  }
}

function post(body, signal, headers = {}) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body), signal };
}

/** 128 random bits in hexadecimal digits; `crypto.randomUUID` is not there on pages without TLS. */
function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Server-sent events (WHATWG HTML, section 9.2) as the service writes them: one name, one line of JSON, a blank line. */
async function* events(response, alive) {
  let text = '';
  for await (const piece of pieces(response)) {
    alive();
    text += piece;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const [, name, data] = /^event: (\S+)\ndata: (.*)$/.exec(block) ?? [];
      if (name) yield { name, data: JSON.parse(data) };
    }
  }
}

/** The body's text as it comes; a character that is cut in two waits for its other half. */
async function* pieces(response) {
  if (!response.body) {
    yield await response.text();
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // Whoever stops reading early lets the connection go; one that has broken says so again.
    reader.cancel().catch(() => {});
  }
}
