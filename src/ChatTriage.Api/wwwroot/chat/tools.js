import { card } from './cards.js';
import { h } from './dom.js';

/** What the service can do besides answering, and the topics that call for it. */
const TOOLS = [
  { module: 'annual-rate', title: '算一算真实年利率', hint: '到手多少、一共要还多少，对照合同那天的上限', topics: ['interest-and-fees'] },
  { module: 'call-log', title: '查一查这些来电', hint: '粘贴通话记录，看哪些电话碰到规则，做成投诉用的表', topics: ['contact-harassment', 'collection-conduct'] },
];

/**
 * The letters and tools that fit an answer. What each needs is loaded when somebody opens it.
 * @param {object} answer
 * @param {{ service: import('./service.js').Service, announce: (text: string) => void }} reader
 */
export function toolCard(answer, reader) {
  const topics = answer.triage.topics.map(topic => topic.id);
  const letters = answer.letters.map(letter => tool('letter', `写：${letter.title}`, null, reader, { ...answer, letter: letter.id }));
  const others = TOOLS.filter(one => one.topics.some(topic => topics.includes(topic)))
    .map(one => tool(one.module, one.title, one.hint, reader, answer));
  const items = [...letters, ...others];
  return items.length > 0 && card('马上用得上', 'tools', h('ul', { class: 'items' }, items));
}

function tool(module, title, hint, reader, subject) {
  const place = h('div', { class: 'more' });
  const details = h('details', {},
    h('summary', {}, h('span', {}, h('strong', {}, title), hint && h('span', { class: 'hint' }, hint))), place);
  const open = async attempt => {
    place.replaceChildren(h('p', { class: 'hint' }, '正在打开。'));
    try {
      // A module that did not get through is remembered as missing by some browsers: another try takes another address.
      const { show } = await import(`./tools/${module}.js${attempt > 0 ? `?${attempt}` : ''}`);
      place.replaceChildren(await show(subject, reader));
    } catch {
      const words = '没有打开，点这里重试';
      place.replaceChildren(h('p', { class: 'fault' }, h('button', { type: 'button', class: 'retry', click: () => open(attempt + 1) }, words)));
      reader.announce(words);
    }
  };
  details.addEventListener('toggle', () => open(0), { once: true });
  return h('li', {}, details);
}
