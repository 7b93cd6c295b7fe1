import { h } from './dom.js';
import { Refused } from './service.js';

/** The longest comment, in characters. */
const MOST = 500;

/**
 * Whether an answer helped, with a word on it for those who have one.
 * @param {(opinion: { helpful: boolean, comment: string | null }) => Promise<void>} send
 * @param {(text: string) => void} announce
 */
export function feedback(send, announce) {
  let helpful = null;
  const comment = h('textarea', { id: `comment-${next++}`, rows: '2', maxlength: MOST, autocomplete: 'off' });
  const ask = h('label', { for: comment.id });
  const said = h('p', { class: 'hint', hidden: true });
  const form = h('form', { hidden: true, submit: submitted => { submitted.preventDefault(); give(); } },
    ask, comment, h('p', { class: 'hint' }, '可以不写。请不要写姓名、电话、证件号、卡号。'), said,
    h('button', { type: 'submit', class: 'plain' }, '发送反馈'));
  const buttons = [[true, '有帮助', '哪里有用？'], [false, '没帮助', '哪里没说清楚、不对，或者还缺什么？']].map(([value, words, question]) => {
    const button = h('button', {
      type: 'button',
      class: 'chip',
      'aria-pressed': 'false',
      click: () => {
        helpful = value;
        for (const one of buttons) one.setAttribute('aria-pressed', String(one === button));
        ask.textContent = question;
        form.hidden = false;
      },
    }, words);
    return button;
  });
  const element = h('div', { class: 'feedback', role: 'group', 'aria-label': '这个回答有帮助吗' },
    h('p', {}, '这个回答有帮助吗？'), h('div', { class: 'chips' }, buttons), form);

  async function give() {
    try {
      await send({ helpful, comment: comment.value.trim() || null });
      const thanks = h('p', { tabindex: '-1' }, '收到了，谢谢你告诉我们。');
      element.replaceChildren(thanks);
      thanks.focus({ preventScroll: true });
      announce(thanks.textContent);
    } catch (fault) {
      said.textContent = !(fault instanceof Refused) ? '没有发出去，不影响上面的回答。网络好了再点一次。'
        : fault.status === 404 ? '这个回答现在收不了反馈，不影响你照着做。'
        : fault.message;
      said.hidden = false;
      announce(said.textContent);
    }
  }

  return element;
}

let next = 0;
