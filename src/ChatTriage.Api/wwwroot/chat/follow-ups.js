import { h } from './dom.js';

/**
 * Questions whose answer sharpens the checklist, with the answers to tap. Values that are lists may be combined.
 * @param {(fact: string, value: unknown, label: string) => void} onChoose
 */
export function followUpQuestions(followUps, onChoose) {
  return followUps.map(followUp => {
    const choose = (value, label) => onChoose(followUp.fact, value, label);
    const isSet = followUp.options.some(option => Array.isArray(option.value));
    return h('div', { class: 'follow-up', role: 'group', 'aria-label': followUp.question },
      h('p', {}, followUp.question),
      h('div', { class: 'chips' }, isSet ? several(followUp.options, choose) : one(followUp.options, choose)));
  });
}

/** Questions to ask next with one tap. */
export function questionChips(questions, onAsk) {
  return questions.length > 0 && h('div', { class: 'chips questions' }, questions.map(question =>
    h('button', { type: 'button', class: 'chip', click: () => onAsk(question) }, question)));
}

function one(options, choose) {
  return options.map(option =>
    h('button', { type: 'button', class: 'chip', click: () => choose(option.value, option.label) }, option.label));
}

function several(options, choose) {
  const chosen = new Set();
  const done = h('button', {
    type: 'button',
    class: 'chip done',
    disabled: true,
    click: () => {
      const kept = options.filter(option => chosen.has(option));
      choose(kept.flatMap(option => option.value), kept.map(option => option.label).join('、'));
    },
  }, '选好了');
  const chips = options.map(option => {
    const chip = h('button', {
      type: 'button',
      class: 'chip',
      'aria-pressed': 'false',
      click: () => {
        if (!chosen.delete(option)) chosen.add(option);
        chip.setAttribute('aria-pressed', String(chosen.has(option)));
        done.disabled = chosen.size === 0;
      },
    }, option.label);
    return chip;
  });
  return [...chips, done];
}
