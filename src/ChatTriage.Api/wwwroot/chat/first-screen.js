import { call, h } from './dom.js';
import { questionChips } from './follow-ups.js';

/** What people ask most; tapping one asks it. */
const COMMON = [
  '网贷逾期接电话了还会爆通讯录吗',
  '催收打到我单位了怎么办',
  '催收说要上门怎么办',
  '催收说要起诉我，是真的吗',
  '逾期了会坐牢吗',
  '实在还不上，怎么协商',
];

/** What somebody sees who has not asked yet. */
export function firstScreen(onAsk) {
  return h('div', { class: 'turn first' },
    h('div', { class: 'bubble theirs' },
      h('p', {}, '你好。欠款逾期、被催收、怕连累家人，都可以问，用你自己的话就行。'),
      h('p', {}, '我是自动程序，不是律师。不用写姓名、证件号和卡号。'),
      h('p', {}, '正有危险，先打 ', call('110', '110'), '；心里撑不住，打 ', call('12356', '12356'), '。')),
    h('p', { class: 'hint' }, '别人常问：'),
    questionChips(COMMON, onAsk));
}
