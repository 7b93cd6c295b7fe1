import { AnswerView } from './answer.js';
import { call, h } from './dom.js';
import { firstScreen } from './first-screen.js';
import { Refused, Service } from './service.js';

const BASE = new URL('../', import.meta.url);
const TITLE = '借款人权利助手';
const LARGE = 'chat-triage-large';

/** After how long without a first word somebody is told that the network is slow, in milliseconds. */
const SLOW = 4_000;

/** The longest question that the service takes, in characters. */
const MOST = 4_000;

/** How much of a long question is shown at first: whoever tells a whole story must not have to scroll past it to the answer. */
const SHOWN = 120;

/**
 * The chat, as a page and inside other people's pages.
 *
 * Attributes: `title`; `theme` ("light", "dark", otherwise as the system has it); `question`, asked at once.
 * Methods: `ask(question)`, `forget()`.
 * Events, none of which carries the user's words: `triage-ready`; `triage-answer` with { id, scope, urgency, topics };
 * `triage-error` with { kind: "offline" | "unreachable" | "refused" }; `triage-forgotten`.
 * CSS variables: see chat.css.
 */
export class ChatTriage extends HTMLElement {
  static observedAttributes = ['title', 'theme'];

  #service = new Service(BASE);
  #conversationId = null;
  /** What was asked last; a tapped follow-up asks it again with one more fact. */
  #question = null;
  /** What was tapped about it. */
  #facts = {};
  /** The answer under way. */
  #pending = null;
  #view = null;
  #darkness = matchMedia('(prefers-color-scheme: dark)');
  #parts = null;

  connectedCallback() {
    if (!this.#parts) this.#build();
    this.#darkness.addEventListener?.('change', this.#theme);
    this.#theme();
    this.dispatchEvent(event('triage-ready'));
    const question = this.getAttribute('question');
    if (question && !this.#question) this.ask(question);
  }

  disconnectedCallback() {
    this.#darkness.removeEventListener?.('change', this.#theme);
    this.#pending?.abort();
  }

  attributeChangedCallback() {
    if (!this.#parts) return;
    this.#parts.title.textContent = this.getAttribute('title') || TITLE;
    this.#theme();
  }

  /** Asks in the user's name. */
  ask(question) {
    const text = question.trim();
    if (text === '') return;
    if (text.length > MOST) {
      this.#say(`问题最多 ${MOST} 字，现在有 ${text.length} 字，请删短一些。`);
      return;
    }
    this.#question = text;
    this.#facts = {};
    this.#turn(text);
  }

  /** Empties the screen and has the service forget what it remembers. */
  async forget() {
    this.#pending?.abort();
    const id = this.#conversationId;
    this.#conversationId = this.#question = this.#view = null;
    this.#facts = {};
    this.#parts.log.replaceChildren(firstScreen(text => this.ask(text)));
    // On a phone the field would bring up the keyboard over what has just been emptied.
    (isTouched() ? this.#parts.log : this.#parts.input).focus();
    await this.#forgetAt(id);
  }

  async #forgetAt(id) {
    try {
      if (id) await this.#service.forget(id);
      this.#say('已经忘记。');
      this.dispatchEvent(event('triage-forgotten'));
    } catch {
      this.#say('屏幕已经清空，但没有连上服务，它记住的情况会到期自动删除。',
        h('button', { type: 'button', class: 'retry', click: () => this.#forgetAt(id) }, '点这里再试'));
    }
  }

  async #turn(words) {
    this.#pending?.abort();
    this.#view?.settle();
    const pending = this.#pending = new AbortController();
    const view = this.#view = new AnswerView(this.#service, {
      onAsk: text => this.ask(text),
      onChoose: (fact, value, label) => {
        this.#facts = { ...this.#facts, [fact]: value };
        this.#turn(label);
      },
      onForget: () => this.forget(),
      announce: text => { this.#parts.status.textContent = text; },
    });
    const state = h('div', { class: 'state' }, waiting());
    const mine = h('div', { class: 'bubble mine', tabindex: '-1' }, h('span', { class: 'unseen' }, '你问：'), shortened(words));
    const turn = h('div', { class: 'turn' }, mine, view.element, state);
    this.#parts.log.append(turn);
    this.#showLast();
    this.#moveFocus(mine);
    this.#say('');
    this.#parts.status.textContent = '正在查找回答。';
    await this.#answer(view, state, pending);
  }

  /** Brings the last question to the top. */
  #showLast = () => {
    const { frame, log } = this.#parts;
    frame.style.visibility = '';
    if (this.#view) log.scrollTop = log.lastElementChild.offsetTop;
  };

  /** Puts a phone's keyboard away, and a screen reader to where the answer follows; never takes the focus from the host page. */
  #moveFocus(target) {
    const active = this.shadowRoot.activeElement;
    if (active && (active !== this.#parts.input || isTouched())) target.focus({ preventScroll: true });
  }

  async #answer(view, state, pending) {
    const slow = setTimeout(() => this.#explain(state, '网络有点慢，还在等回答。急事请打 '), SLOW);
    try {
      if (navigator.onLine === false) throw new Error('offline');
      const request = { question: this.#question, conversationId: this.#conversationId, facts: this.#facts };
      const answer = await this.#service.ask(request, part => {
        clearTimeout(slow);
        this.#conversationId = part.conversationId ?? this.#conversationId;
        view.show(part, false);
      }, pending.signal);
      if (pending.signal.aborted) return;
      this.#conversationId = answer.conversationId;
      view.show(answer, true);
      state.remove();
      this.#showCalls(view);
      this.#tell(answer);
    } catch (fault) {
      if (pending.signal.aborted) state.replaceChildren(h('p', { class: 'hint' }, '先回答下面这一句。'));
      else this.#failed(fault, view, state);
    } finally {
      clearTimeout(slow);
    }
  }

  /** With very large type the words of an emergency would push the number to call off the screen. */
  #showCalls(view) {
    const { log } = this.#parts;
    const first = view.element.querySelector('.crisis .call');
    if (first) log.scrollTop = Math.max(log.scrollTop, first.offsetTop + first.offsetHeight + 8 - log.clientHeight);
  }

  /** Says the answer to a screen reader once, when it is whole. */
  #tell(answer) {
    const { urgency, topics } = answer.triage;
    if (urgency === 'emergency') this.#parts.alert.textContent = answer.answer.verdict;
    else this.#parts.status.textContent = `回答好了：${answer.answer.verdict}`;
    this.dispatchEvent(event('triage-answer', { id: answer.id, scope: answer.scope, urgency, topics: topics.map(topic => topic.id) }));
  }

  /** Says what went wrong and gives a way on. */
  #failed(fault, view, state) {
    const isOffline = navigator.onLine === false;
    const isRefused = fault instanceof Refused;
    const words = isRefused ? fault.message : isOffline ? '现在没有网络，点这里重试' : '网络不稳，点这里重试';
    const retry = () => {
      const pending = this.#pending = new AbortController();
      state.replaceChildren(waiting());
      view.element.parentElement.querySelector('.mine').focus({ preventScroll: true });
      this.#answer(view, state, pending);
    };
    state.replaceChildren(isRefused
      ? h('p', { class: 'fault' }, words)
      : h('p', { class: 'fault' }, h('button', { type: 'button', class: 'retry', click: retry }, words), '；急事请打 ', call('110', '110'), isOffline && '，打电话不用上网'));
    this.#parts.alert.textContent = isRefused ? words : `${words}；急事请打 110`;
    this.dispatchEvent(event('triage-error', { kind: isRefused ? 'refused' : isOffline ? 'offline' : 'unreachable' }));
  }

  #explain(state, words) {
    state.replaceChildren(waiting(), h('p', { class: 'hint' }, words, call('110', '110'), '。'));
    this.#parts.status.textContent = `${words}110。`;
  }

  /** A line above the input field, also read aloud; an empty one takes it away. */
  #say(words, ...more) {
    this.#parts.notice.replaceChildren(words, ...more);
    this.#parts.notice.hidden = words === '';
  }

  #build() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const input = h('textarea', { id: 'question', rows: '1', enterkeyhint: 'send', placeholder: '用你自己的话问', autocomplete: 'off' });
    const large = h('button', { type: 'button', class: 'large', 'aria-pressed': 'false', click: () => this.#enlarge(!frame.classList.contains('larger')) }, '大字');
    const title = h('h2', {}, this.getAttribute('title') || TITLE);
    const log = h('div', { class: 'log', role: 'region', 'aria-label': '对话', tabindex: '0' }, firstScreen(text => this.ask(text)));
    const status = h('div', { class: 'unseen', role: 'status' });
    const alert = h('div', { class: 'unseen', role: 'alert' });
    const notice = h('p', { class: 'notice', role: 'status', hidden: true });
    const send = () => {
      this.ask(input.value);
      if (input.value.trim().length <= MOST) input.value = '';
      fit(input);
    };
    input.addEventListener('input', () => fit(input));
    input.addEventListener('keydown', key => {
      // Enter also ends the choice of a character; that must not send.
      if (key.key !== 'Enter' || key.shiftKey || key.isComposing || key.keyCode === 229) return;
      key.preventDefault();
      send();
    });
    const form = h('form', { submit: submitted => { submitted.preventDefault(); send(); } },
      h('label', { class: 'unseen', for: 'question' }, '写下你的问题'), input, h('button', { type: 'submit', class: 'send' }, '发送'));
    // An empty title keeps the host's title attribute from popping up as a tooltip everywhere.
    const frame = h('div', { class: 'frame', title: '', lang: 'zh-CN' }, h('header', {}, title, large), log, h('footer', {}, notice, form), status, alert);
    // Without its style the chat has no places to scroll to, and is no sight; if the style cannot be had, it must do without.
    frame.style.visibility = 'hidden';
    const style = h('link', { rel: 'stylesheet', href: new URL('chat/chat.css', BASE).href, load: this.#showLast, error: this.#showLast });
    this.#parts = { frame, title, log, input, notice, status, alert, large };
    root.replaceChildren(style, frame);
    this.#enlarge(wasLarge());
  }

  #enlarge(isOn) {
    try {
      if (isOn) localStorage.setItem(LARGE, '1');
      else localStorage.removeItem(LARGE);
    } catch {
      // Private windows may refuse; the choice then lasts as long as the page.
    }
    this.#parts.frame.classList.toggle('larger', isOn);
    this.#parts.large.setAttribute('aria-pressed', String(isOn));
  }

  #theme = () => {
    const theme = this.getAttribute('theme');
    this.#parts.frame.classList.toggle('dark', theme === 'dark' || (theme !== 'light' && this.#darkness.matches));
  };
}

function event(name, detail) {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}

function waiting() {
  return h('p', { class: 'waiting', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
}

/** A long text as its beginning, with a button for the rest. */
function shortened(words) {
  if (words.length <= 2 * SHOWN) return words;
  const shown = h('span', {}, `${words.slice(0, SHOWN)}…`);
  const more = h('button', {
    type: 'button',
    class: 'rest-of-question',
    click: () => {
      shown.textContent = words;
      more.remove();
    },
  }, '看我写的全部');
  return [shown, more];
}

/** Whether the screen is touched, so that a focused field brings up a keyboard. */
function isTouched() {
  return matchMedia('(pointer: coarse)').matches;
}

/** Lets the field grow with its text; the style sheet says how far. */
function fit(input) {
  input.style.height = '';
  if (input.value !== '') input.style.height = `${input.scrollHeight}px`;
}

function wasLarge() {
  try {
    return localStorage.getItem(LARGE) === '1';
  } catch {
    return false;
  }
}

if (!customElements.get('chat-triage')) customElements.define('chat-triage', ChatTriage);
