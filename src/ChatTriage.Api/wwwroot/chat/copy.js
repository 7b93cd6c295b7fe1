import { h } from './dom.js';

/** A button that copies and says so, or what to do instead. */
export function copyButton(text, words, announce, otherwise = '没能复制，请长按号码') {
  const button = h('button', {
    type: 'button',
    class: 'plain',
    click: async () => {
      const isCopied = await copy(text, button);
      button.textContent = isCopied ? '已复制' : otherwise;
      announce(button.textContent);
      setTimeout(() => { button.textContent = words; }, 3000);
    },
  }, words);
  return button;
}

async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // WeChat's older web views and pages without https have no clipboard to write to.
    return copyBySelection(text, near);
  }
}

function copyBySelection(text, near) {
  const field = h('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true', tabindex: '-1' });
  field.value = text;
  near.after(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    near.focus();
  }
}
