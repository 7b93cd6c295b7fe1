import { copyButton } from './copy.js';
import { deadline, lastDay } from './deadlines.js';
import { call, h, link } from './dom.js';

/** How many entries a card shows before "还有 n 条". */
const SHOWN = 3;

export const BINDINGS = {
  law: '法律',
  'judicial-interpretation': '司法解释',
  'administrative-regulation': '行政法规',
  'local-regulation': '地方性法规',
  'departmental-rule': '部门规章',
  'normative-document': '部门规范性文件',
  'policy-guidance': '政策指导',
  'recommended-standard': '推荐性标准，不是法律',
  'self-regulation': '行业自律，不是法律',
};

/** A titled card; null when it would hold nothing. */
export function card(title, kind, ...children) {
  const content = children.flat().filter(Boolean);
  if (content.length === 0) return null;
  return h('section', { class: `card ${kind}`, 'aria-label': title }, h('h3', {}, title), content);
}

/**
 * The checklist's items of one group; each opens to why, on what legal basis, what it hangs on and until when it has to be done.
 * @param {object[]} items
 * @param {{ questionOf: (fact: string) => Promise<string | null>, onChoose: (fact: string, value: unknown, label: string) => void }} reader
 */
export function checklist(items, reader, isNumbered = false) {
  return items.length > 0 && list(items.map(item => entry(item, reader)), isNumbered);
}

function entry(item, reader) {
  const open = h('div', { hidden: true });
  const details = h('details', {},
    h('summary', {},
      h('span', {}, item.text, item.status === 'may-apply' && h('span', { class: 'badge' }, '看情况'), item.deadline && lastDay(item.deadline))),
    h('div', { class: 'more' },
      h('p', {}, item.why),
      open,
      item.deadline && deadline(item.deadline, reader.onChoose),
      basis(item.basis)));
  if (item.dependsOn.length > 0) details.addEventListener('toggle', () => tellWhatItHangsOn(open, item, reader), { once: true });
  return h('li', {}, details);
}

/** The facts come from the service when somebody wants to know; an answer does not carry the words of all of them. */
async function tellWhatItHangsOn(place, item, { questionOf }) {
  const questions = (await Promise.all(item.dependsOn.map(questionOf))).filter(Boolean);
  place.replaceChildren(...questions.map(question => h('p', { class: 'hint' }, `要看这一点：${question}`)));
  place.hidden = questions.length === 0;
}

/** The provisions that something stands on; null when there are none. */
export function basis(provisions) {
  return provisions.length > 0 && h('ul', { class: 'basis', 'aria-label': '依据' }, provisions.map(provision));
}

function provision(provision) {
  const until = provision.effectiveTo ? `，到 ${provision.effectiveTo} 为止` : '';
  return h('li', {},
    h('strong', {}, `《${provision.title}》${provision.article}`),
    h('span', { class: 'hint' }, `${BINDINGS[provision.binding] ?? provision.binding}，${provision.effectiveFrom} 起施行${until}`),
    h('span', {}, provision.summary));
}

/** Where to turn: tap to call, tap to copy. */
export function channels(places, base, announce) {
  return places.length > 0 && list(places.map(place => channel(place, base, announce)));
}

function channel(place, base, announce) {
  const facts = [
    place.hours && `时间：${place.hours}`,
    place.prepare.length > 0 && `先准备：${place.prepare.join('；')}`,
    place.notFor.length > 0 && `管不了：${place.notFor.join('；')}`,
    place.timeLimit && `多久：${place.timeLimit}`,
    `${place.operator}，${place.checked} 核实`,
  ].filter(Boolean);
  const site = place.url && link(place.url, base, '打开网站');
  if (site) site.className = 'plain';
  return h('li', { class: 'channel' },
    h('details', {},
      h('summary', {}, h('span', {}, h('strong', {}, place.name), h('span', { class: 'hint' }, place.when))),
      h('div', { class: 'more' }, facts.map(fact => h('p', {}, fact)))),
    (place.phone || site) && h('div', { class: 'actions' },
      place.phone && callButton(place),
      place.phone && copyButton(place.phone, '复制号码', announce),
      site));
}

/** A large button that calls; with whose number it is, where that is not written beside it. */
export function callButton(place, isAlone = false) {
  const who = isAlone && place.name.replace(place.phone, '').trim();
  const button = call(place.phone, h('span', {}, `拨打 ${place.phone}`), who && h('span', { class: 'who' }, who));
  button.className = 'call';
  return button;
}

/** The passages that the text cites; each opens to the passage and leads to its article. */
export function sources(citations, base) {
  return citations.length > 0 && h('ol', { class: 'items' }, citations.map(citation => {
    const whole = link(citation.url.replace(/^\//, ''), base, `看全文：${citation.title}`);
    return h('li', { value: citation.n }, h('details', { 'data-n': citation.n },
      h('summary', {}, h('span', {}, `[${citation.n}] ${citation.heading}`, !citation.reviewed && h('span', { class: 'badge' }, '没有人审过'))),
      h('div', { class: 'more' }, h('p', {}, plain(citation.text)), whole && h('p', {}, whole))));
  }));
}

/** A passage without its Markdown marks; the article's page shows it laid out. */
function plain(text) {
  return text.replace(/\*\*|^#+ /gm, '').replace(/^[-*] /gm, '· ');
}

/** A list that shows its first entries and opens to the rest. */
export function list(entries, isNumbered = false) {
  const items = h(isNumbered ? 'ol' : 'ul', { class: isNumbered ? 'items numbered' : 'items' }, entries);
  const rest = entries.slice(SHOWN);
  // One entry more is no longer than the button that would hide it.
  if (rest.length < 2) return items;
  for (const item of rest) item.hidden = true;
  const more = h('button', {
    type: 'button',
    class: 'rest',
    click: () => {
      for (const item of rest) item.hidden = false;
      more.remove();
      rest[0].querySelector('summary').focus();
    },
  }, `还有 ${rest.length} 条`);
  return [items, more];
}
