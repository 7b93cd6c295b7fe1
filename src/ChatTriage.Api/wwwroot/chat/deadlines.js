import { h } from './dom.js';

/** The last day in one line, for an item that is still closed, or that it can be known; null where there is nothing to be done. */
export function lastDay({ lastDay, daysLeft, actor, isApproximate, startFact }) {
  if (!lastDay) return actor === 'you' && startFact && h('span', { class: 'last-day' }, '有期限，点开填日子就能算');
  const isNear = actor === 'you' && daysLeft >= 0 && daysLeft <= 7;
  const left = daysLeft > 0 ? `还有 ${daysLeft} 天` : daysLeft === 0 ? '就是今天' : `已过 ${-daysLeft} 天`;
  return h('span', { class: isNear ? 'last-day near' : 'last-day' },
    `${actor === 'you' ? '你最迟' : '对方最迟'} ${written(lastDay)}${isApproximate ? ' 前后' : ''}，${left}`);
}

/**
 * How a deadline is counted. Where it is not known from which day, that day can be told, and the answer is asked for again with it.
 * @param {(fact: string, value: string, label: string) => void} onChoose
 */
export function deadline({ title, text, start, startFact }, onChoose) {
  const words = h('p', { class: 'deadline' }, h('strong', {}, '期限 '), text);
  if (start || !startFact) return words;
  const day = h('input', { type: 'date', required: true, max: today() });
  const send = submitted => {
    submitted.preventDefault();
    if (day.value) onChoose(startFact, day.value, `${title}：从 ${day.value} 起算`);
  };
  return [words, h('form', { class: 'starts', submit: send },
    h('label', {}, `${title}：哪天收到的？`, day), h('button', { type: 'submit', class: 'plain' }, '算出最后一天'))];
}

/** 2026-12-07 as 2026年12月7日. */
function written(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Today by the phone's own calendar. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}
