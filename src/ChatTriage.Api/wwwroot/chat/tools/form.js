import { h } from '../dom.js';
import { Refused } from '../service.js';

let next = 0;

/**
 * A labelled control with a place for what is wrong with it.
 * @param {string} name what the service calls it in its faults, or its beginning
 * @param {HTMLElement} control
 * @param {string} label
 * @param {{ hint?: string | null, isRequired?: boolean, isOptional?: boolean }} about an optional one is marked as such
 */
export function field(name, control, label, { hint = null, isRequired = false, isOptional = !isRequired } = {}) {
  control.id = `field-${next++}`;
  const fault = h('p', { class: 'field-fault', id: `${control.id}-fault`, hidden: true });
  const help = hint && h('p', { class: 'hint', id: `${control.id}-hint` }, hint);
  control.setAttribute('aria-describedby', [help && help.id, fault.id].filter(Boolean).join(' '));
  if (isRequired) control.setAttribute('aria-required', 'true');
  const element = h('div', { class: 'field' }, h('label', { for: control.id }, label, isOptional && h('span', { class: 'hint' }, '（可以不填）')), help, control, fault);
  return {
    name,
    element,
    control,
    isRequired,
    say: words => {
      fault.textContent = words ?? '';
      fault.hidden = !words;
      if (words) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    },
  };
}

export function text(attributes = {}) {
  return h('input', { type: 'text', autocomplete: 'off', ...attributes });
}

export function money() {
  return text({ inputmode: 'decimal' });
}

export function lines(rows, attributes = {}) {
  return h('textarea', { rows, autocomplete: 'off', ...attributes });
}

/** @param {[string, string][]} options values with their words */
export function choice(options) {
  return h('select', {}, options.map(([value, words]) => h('option', { value }, words)));
}

/** Fields that are shown or hidden together. */
export function group(fields, isHidden = false) {
  return { fields, element: h('div', { class: 'fields', hidden: isHidden }, fields.map(one => one.element)) };
}

/** Several answers of which one is chosen; a native fieldset, because a screen reader tells the question with each. */
export function radios(question, options, onChange) {
  const name = `radios-${next++}`;
  return h('fieldset', {}, h('legend', {}, question), options.map(([value, words], i) =>
    h('label', { class: 'radio' }, h('input', { type: 'radio', name, value, checked: i === 0, change: () => onChange(value) }), words)));
}

/** An amount as people write it: 9000, 9,000.50元, 1.5万; NaN when it is none. */
export function amount(written) {
  const [, digits, tenThousands] = /^(\d+(?:\.\d+)?)(万)?元?$/.exec(written.normalize('NFKC').replace(/[\s,]/g, '')) ?? [];
  return digits === undefined ? NaN : Number((Number(digits) * (tenThousands ? 10_000 : 1)).toFixed(2));
}

/** What the form itself finds wrong, by field, as the service would tell it. */
export class Faulty extends Error {
  constructor(errors) {
    super('faulty');
    this.errors = errors;
  }
}

/** A fact to choose; its options come from the service when they come, and what is known already is chosen. */
export function factChoice(name, fact, label, { facts }, { service }) {
  const one = field(name, choice([['', '不清楚']]), label);
  const fill = all => {
    for (const option of all.find(described => described.id === fact).options) one.control.append(h('option', { value: option.value }, option.label));
    const known = facts.find(each => each.id === fact);
    if (known) one.control.value = String(known.value);
  };
  // Without them the answer stays "not known", and the service says what it would change.
  service.vocabulary('facts').then(fill).catch(() => {});
  return one;
}

/**
 * A form whose result stands below it. Faults are told beside their fields, the first of which gets the focus.
 * @param {string} words on the button
 * @param {(object | Node | null | false)[]} parts fields, groups of them, and elements between them
 * @param {() => Promise<{ summary: string, nodes: Node[] }>} work throws Faulty or what the service throws
 * @param {(text: string) => void} announce
 */
export function form(words, parts, work, announce) {
  const fields = parts.flatMap(part => part?.fields ?? part).filter(part => part?.say);
  const general = h('p', { class: 'fault', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'call' }, words);
  const result = h('div', { class: 'result' });

  async function submit(submitted) {
    submitted.preventDefault();
    for (const one of fields) one.say(null);
    general.hidden = true;
    button.disabled = true;
    button.textContent = '正在算，请稍等';
    try {
      const empty = missing(fields);
      if (empty) throw empty;
      const { summary, nodes } = await work();
      result.replaceChildren(h('p', { class: 'lead' }, summary), ...nodes.flat().filter(Boolean));
      result.scrollIntoView({ block: 'start' });
      announce(summary);
    } catch (fault) {
      result.replaceChildren();
      tell(fault);
    } finally {
      button.disabled = false;
      button.textContent = words;
    }
  }

  function tell(fault) {
    const others = [];
    const shown = fields.filter(isShown);
    for (const [name, messages] of Object.entries(fault.errors ?? {})) {
      // A field of lines stands for all entries of a list.
      const one = shown.find(candidate => candidate.name === name) ?? shown.find(candidate => name.startsWith(`${candidate.name}[`));
      if (one) one.say(messages[0]);
      else others.push(messages[0]);
    }
    const first = fields.find(one => one.control.hasAttribute('aria-invalid'));
    if (others.length > 0 || !first) {
      general.textContent = others[0] ?? (fault instanceof Refused ? fault.message : '网络不稳，没有算成。填的都还在，点上面的按钮再试；急事请打 110。');
      general.hidden = false;
    }
    first?.control.focus();
  }

  return h('div', { class: 'tool' }, h('form', { novalidate: true, submit }, parts.filter(Boolean).map(part => part.element ?? part), button, general), result);
}

/** The faults of required fields that are empty; null when all are filled. */
function missing(fields) {
  const empty = fields.filter(one => one.isRequired && isShown(one) && one.control.value.trim() === '');
  return empty.length > 0 && new Faulty(Object.fromEntries(empty.map(one => [one.name, ['这一项要填。']])));
}

function isShown(one) {
  return one.element.closest('[hidden]') === null;
}

/**
 * The service's picture. As an image it can neither run nor load anything; where a host page's policy forbids that, the words remain.
 * @param {number | null} width the least width in pixels at which it can be read; null fits it to the screen
 */
export function picture(svg, width = null) {
  const title = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('title')?.textContent ?? '图';
  const image = h('img', { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: title, width });
  const frame = h('div', width ? { class: 'picture', tabindex: '0', role: 'group', 'aria-label': '可以左右移动的图' } : { class: 'picture' }, image);
  image.addEventListener('error', () => frame.remove());
  return frame;
}

/** Offers a file to keep. */
export function download(content, name) {
  const address = URL.createObjectURL(content);
  const anchor = h('a', { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function titled(title, ...children) {
  const content = children.flat().filter(Boolean);
  return content.length > 0 && h('section', { 'aria-label': title }, h('h4', {}, title), content);
}
