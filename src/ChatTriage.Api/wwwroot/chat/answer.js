import { callButton, card, channels, checklist, sources } from './cards.js';
import { h } from './dom.js';
import { feedback } from './feedback.js';
import { followUpQuestions, questionChips } from './follow-ups.js';
import { blocks, inline } from './text.js';
import { toolCard } from './tools.js';

/** What a stream has not brought yet. */
const NOTHING = {
  scope: 'in-scope',
  triage: { urgency: 'info', signals: [], topics: [] },
  answer: { verdict: '', text: '', label: null },
  facts: [], checklist: [], citations: [], followUps: [], channels: [], letters: [], relatedQuestions: [], notices: [], disclaimer: '',
};

/**
 * One answer as cards, in the order that a frightened person needs: danger, verdict, what to do now, reasons, rights, what collectors
 * must not do, evidence, letters and tools, where to complain, what to mind, sources, what to answer next, feedback. It can be shown
 * again as more of it arrives: a card that has not changed stays as it is, opened or focused.
 */
export class AnswerView {
  /**
   * @param {import('./service.js').Service} service
   * @param {{ onAsk: (question: string) => void, onChoose: (fact: string, value: unknown, label: string) => void,
   *           onForget: () => void, announce: (text: string) => void }} actions
   */
  constructor(service, actions) {
    this.service = service;
    this.base = service.base;
    this.actions = actions;
    this.element = h('div', { class: 'answer' });
    this.cards = new Map();
  }

  /** Shows what is known of the answer. */
  show(known, isWhole) {
    const answer = { ...NOTHING, ...known };
    const isCrisis = answer.triage.urgency === 'emergency';
    const of = group => answer.checklist.filter(item => item.group === group);
    const { followUps, triage, letters } = answer;
    const reader = { onChoose: this.actions.onChoose, questionOf: fact => this.#questionOf(fact, followUps) };
    const first = isCrisis ? callFirst(answer, of('emergency')) : [];
    const places = answer.channels.filter(place => !first.includes(place));
    const cardOf = (title, group, isNumbered = false) => [[group, of(group), followUps], () => card(title, group, checklist(of(group), reader, isNumbered))];
    const cards = {
      crisis: [[isCrisis, answer.answer, of('emergency'), answer.channels], () => isCrisis && this.#crisis(answer, checklist(of('emergency'), reader), first)],
      verdict: [[isCrisis, answer.answer.verdict, answer.triage, answer.notices, isWhole && followUps.length > 0], () => !isCrisis && this.#verdict(answer, isWhole)],
      steps: cardOf('现在先做', 'do-now', true),
      reasons: [[isCrisis, answer.answer.text, answer.citations, of('do-now')], () => !isCrisis && this.#reasons(answer)],
      rights: cardOf('你的权利', 'rights'),
      limits: cardOf('催收不能做', 'collectors-must-not'),
      evidence: cardOf('留好证据', 'evidence'),
      tools: [[isCrisis, letters, triage.topics, answer.facts, answer.conversationId], () => !isCrisis && toolCard(answer, { service: this.service, announce: this.actions.announce })],
      complain: [[of('complain'), places, followUps], () => card('去哪里投诉、求助', 'complain',
        checklist(of('complain'), reader), channels(places, this.base, this.actions.announce))],
      caution: cardOf('这些要小心', 'caution'),
      sources: [[answer.citations], () => card('出处', 'sources', sources(answer.citations, this.base))],
      followUps: [[followUps, isWhole], () => isWhole && card('再答几个小问题，回答会更准', 'follow-ups', followUpQuestions(followUps, this.actions.onChoose))],
      related: [[answer.relatedQuestions], () => card('别人还问', 'related', questionChips(answer.relatedQuestions, this.actions.onAsk))],
      end: [[answer.disclaimer, answer.asOf, isWhole], () => isWhole && this.#end(answer, isCrisis)],
    };
    for (const [name, [content, draw]] of Object.entries(cards)) this.#place(name, JSON.stringify(content), draw);
  }

  /** Takes the questions away that belong to this answer, once another one has been asked. */
  settle() {
    for (const control of this.element.querySelectorAll('.follow-ups button, .starts input, .starts button')) control.disabled = true;
    this.element.querySelector('.forget')?.remove();
  }

  /** Keeps the card whose content is the same, else draws it where it belongs. */
  #place(name, content, draw) {
    const old = this.cards.get(name);
    if (old?.content === content) return;
    const slot = old?.slot ?? this.element.appendChild(h('div', { class: 'slot' }));
    slot.replaceChildren(...[draw()].filter(Boolean));
    this.cards.set(name, { content, slot });
  }

  #crisis(answer, items, places) {
    return h('section', { class: 'card crisis', 'aria-label': '先保证安全' },
      answer.answer.verdict && h('p', { class: 'lead' }, this.#inline(answer.answer.verdict, answer)),
      places.length > 0 && h('div', { class: 'actions' }, places.map(place => callButton(place, true))),
      this.#blocks(answer),
      items && h('details', {}, h('summary', {}, h('span', {}, '再看一遍要点和依据')), h('div', { class: 'more' }, items)));
  }

  #verdict(answer, isWhole) {
    if (!answer.answer.verdict) return null;
    return h('div', { class: 'bubble theirs' },
      answer.triage.urgency === 'urgent' && answer.triage.signals.map(signal => h('p', { class: 'signal' }, signal.text)),
      h('p', { class: 'lead' }, this.#inline(answer.answer.verdict, answer)),
      answer.notices.map(notice => h('p', { class: 'hint' }, notice)),
      isWhole && answer.followUps.length > 0 && h('button', { type: 'button', class: 'jump', click: () => this.#goTo('.follow-ups button') }, '先答几个小问题，会更准'));
  }

  #reasons(answer) {
    const reasons = this.#blocks(answer);
    return reasons.length > 0 && h('div', { class: 'card reasons' }, reasons);
  }

  #end(answer, isCrisis) {
    return h('div', { class: 'end' },
      // Nobody in danger is asked for an opinion.
      !isCrisis && feedback(opinion => this.service.post(`answers/${encodeURIComponent(answer.id)}/feedback`, opinion, () => {}), this.actions.announce),
      answer.disclaimer && h('p', { class: 'hint' }, `按 ${answer.asOf} 有效的规则整理。${answer.disclaimer}`),
      h('button', { type: 'button', class: 'plain forget', click: this.actions.onForget }, '忘记这段对话'));
  }

  /** How to ask for a fact: by the answer's own follow-up, or as the service words it; null when it does not say. */
  async #questionOf(fact, followUps) {
    const asked = followUps.find(followUp => followUp.fact === fact);
    if (asked) return asked.question;
    const described = (await this.service.vocabulary('facts').catch(() => [])).find(one => one.id === fact);
    return described ? described.question ?? described.label : null;
  }

  #inline(text, answer) {
    return inline(text, this.#marks(answer));
  }

  /** The text; steps that have a card of their own right below are not told twice. */
  #blocks(answer) {
    const steps = new Set(answer.checklist.filter(item => item.group === 'do-now').map(item => item.text));
    return blocks(answer.answer.text, this.#marks(answer), entry => steps.has(entry));
  }

  #marks(answer) {
    const known = new Set(answer.citations.map(citation => citation.n));
    return {
      phones: new Set(['110', '120', '12356', ...answer.channels.map(place => place.phone).filter(Boolean)]),
      onCite: n => known.has(n) && this.#open(n),
    };
  }

  #open(n) {
    this.element.querySelector(`details[data-n="${n}"]`).open = true;
    this.#goTo(`details[data-n="${n}"] summary`);
  }

  #goTo(selector) {
    const target = this.element.querySelector(selector);
    target.closest('details, section').scrollIntoView({ block: 'nearest' });
    target.focus({ preventScroll: true });
  }
}

/** The places that the words of an emergency tell to call; they stand in its card and need not be told again. */
function callFirst(answer, items) {
  const words = [answer.answer.verdict, answer.answer.text, ...items.map(item => item.text)].join('\n');
  return answer.channels.filter(place => place.phone && words.includes(place.phone));
}
