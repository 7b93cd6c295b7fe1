import { basis } from '../cards.js';
import { copyButton } from '../copy.js';
import { today } from '../deadlines.js';
import { h } from '../dom.js';
import { download, field, form, lines, money, text, titled } from './form.js';

const CONTROLS = {
  text: () => text(),
  lines: () => lines(3),
  date: () => text({ type: 'date', max: today() }),
  money: () => money(),
};

/** A letter to fill in, look at, copy and keep. */
export async function show(answer, reader) {
  const { service, announce } = reader;
  const letter = (await service.vocabulary('letters')).find(one => one.id === answer.letter);
  // Nothing is required here: what is left out stays a visible blank, to be filled by hand.
  const fields = letter.fields.map(one => field(`fields.${one.id}`, CONTROLS[one.kind](), one.label, { hint: one.hint, isOptional: !one.required }));
  const request = () => ({
    conversationId: answer.conversationId,
    fields: Object.fromEntries(fields.map((one, i) => [letter.fields[i].id, one.control.value.trim()]).filter(([, value]) => value !== '')),
  });

  const element = form('写出来看看', fields, async () => {
    const wanted = request();
    const filled = await service.post(`letters/${encodeURIComponent(letter.id)}`, wanted);
    return { summary: filled.summary, nodes: result(filled, () => file(wanted, filled.title), announce) };
  }, announce);
  element.prepend(h('p', {}, `${letter.for}。`), h('p', { class: 'hint' }, '只填你知道的，空着的会留成横线，可以打印出来再手写。填的字只用来写这封信，不保存。'));
  return element;

  async function file(wanted, title) {
    const content = await service.post(`letters/${encodeURIComponent(letter.id)}`, { ...wanted, format: 'docx' }, response => response.blob());
    download(content, `${title}.docx`);
  }
}

function result(letter, file, announce) {
  const said = h('p', { class: 'hint', hidden: true });
  const say = words => {
    said.textContent = words;
    said.hidden = false;
    announce(words);
  };
  const keep = h('button', {
    type: 'button',
    class: 'plain',
    click: async () => {
      try {
        await file();
        say('已经开始下载。微信里下载不了的，点右上角选「在浏览器打开」，或者复制全文。');
      } catch {
        say('没有下载成，请再点一次，或者先复制全文。');
      }
    },
  }, '下载 Word 文件');
  return [
    letter.deadline && h('p', { class: 'deadline' }, h('strong', {}, '期限 '), letter.deadline.summary),
    h('div', { class: 'paper', tabindex: '0', role: 'group', 'aria-label': '信的全文' }, letter.text.trim()),
    h('div', { class: 'actions' }, copyButton(letter.text, '复制全文', announce, '没能复制，请长按信的文字'), keep),
    said,
    titled('发出之前', h('ul', { class: 'plain-list' }, letter.beforeSending.map(step => h('li', {}, step)))),
    titled('有什么用', h('p', {}, letter.achieves), h('p', {}, letter.cannot)),
    letter.basis.length > 0 && h('details', {}, h('summary', {}, h('span', {}, '信里引用的条文')), h('div', { class: 'more' }, basis(letter.basis))),
  ];
}
