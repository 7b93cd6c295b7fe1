import { basis, list } from '../cards.js';
import { today } from '../deadlines.js';
import { h } from '../dom.js';
import { Faulty, amount, choice, factChoice, field, form, group, lines, money, picture, radios, text, titled } from './form.js';

/** What stands behind a cap. */
const KINDS = { judicial: '法院适用的上限', 'court-policy': '法院审判政策，不是法律写明的上限', guidance: '监管口径，不是法律写明的上限', void: '合同可能无效时' };

/** How people call what they pay, and what the service calls it. */
const PAYMENTS = [
  [/^(本息|本金|利息|还款|月供|分期|每期)$/, 'instalment'], [/服务|咨询|手续/, 'service-fee'], [/担保/, 'guarantee-fee'],
  [/会员|权益/, 'membership-fee'], [/保险|保费/, 'insurance'], [/罚息|违约|逾期|展期|滞纳/, 'penalty'],
];

const LINE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,:]+([\d.,]+(?:万)?元?)[\s,:]*(\S*)$/;

/** The annual-rate calculator. */
export function show(answer, reader) {
  const received = field('disbursements[0].amount', money(), '实际到手多少元', { hint: '银行卡、微信或支付宝里真正收到的数', isRequired: true });
  const on = field('disbursements[0].date', text({ type: 'date', max: today() }), '哪天到手', { isRequired: true });
  const principal = field('contractPrincipal', money(), '合同上写借多少元', { hint: '和到手的不一样才填' });
  const signed = field('contractDate', text({ type: 'date', max: today() }), '合同日期', { hint: '和到手不是同一天才填' });
  const count = field('plan.count', text({ inputmode: 'numeric' }), '一共几期', { isRequired: true });
  const each = field('plan.amount', money(), '每期还多少元', { isRequired: true });
  const every = field('plan.every', choice([['month', '一个月'], ['week', '一周'], ['quarter', '三个月'], ['day', '一天']]), '多久一期', { isRequired: true });
  const fees = field('payments', lines(2, { placeholder: '2025-06-01 300 会员费' }), '每期以外另收的费用', { hint: '一笔一行：日期、金额、叫什么' });
  const paid = field('payments', lines(4, { placeholder: '2025-07-01 1000\n2025-07-15 90 担保费' }), '每一笔还款和费用', { hint: '一笔一行：日期、金额；是费用的写上叫什么', isRequired: true });
  const lender = factChoice('lenderType', 'lender-type', '钱是谁放给你的？看合同里的「贷款人」', answer, reader);
  const equal = group([count, each, every, fees]);
  const single = group([paid], true);
  const ways = radios('怎么还', [['plan', '每期一样多'], ['payments', '每笔不一样']], way => {
    equal.element.hidden = way !== 'plan';
    single.element.hidden = way === 'plan';
  });

  return form('算一算', [received, on, principal, signed, ways, equal, single, lender], async () => {
    const isPlan = single.element.hidden;
    const cost = await reader.service.post('calculators/annual-rate', {
      lenderType: lender.control.value || null,
      contractDate: signed.control.value || on.control.value,
      contractPrincipal: principal.control.value.trim() === '' ? null : number(principal),
      disbursements: [{ date: on.control.value, amount: number(received) }],
      payments: isPlan ? payments(fees, 'service-fee') : payments(paid, 'instalment'),
      plan: isPlan ? { count: whole(count), amount: number(each), every: every.control.value } : null,
    });
    return { summary: cost.summary, nodes: result(cost) };
  }, reader.announce);
}

function number(one) {
  const value = amount(one.control.value);
  if (Number.isNaN(value)) throw new Faulty({ [one.name]: ['写成数字，例如 9000 或 1.5万。'] });
  return value;
}

function whole(one) {
  const value = number(one);
  if (!Number.isInteger(value)) throw new Faulty({ [one.name]: ['写成整数，例如 12。'] });
  return value;
}

function payments(one, otherwise) {
  return one.control.value.normalize('NFKC').split('\n').map(line => line.trim()).filter(Boolean).map((line, i) => {
    const [, year, month, day, sum, name] = LINE.exec(line) ?? [];
    const kind = name === '' ? otherwise : PAYMENTS.find(([words]) => words.test(name))?.[1];
    if (!year || Number.isNaN(amount(sum))) throw new Faulty({ [one.name]: [`第 ${i + 1} 行没有读懂，请写成「2025-07-01 1000」，日期在前。`] });
    if (!kind) throw new Faulty({ [one.name]: [`第 ${i + 1} 行的「${name}」不知道是哪一种，请写服务费、担保费、会员费、保险或逾期费用。`] });
    return { date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, amount: amount(sum), kind };
  });
}

function result(cost) {
  const figures = [
    ['年利率（单利）', percent(cost.annualRateSimple)],
    ['年利率（复利）', percent(cost.annualRateCompounded)],
    ['法律认可的本金', yuan(cost.recognisedPrincipal)],
    ['列出的付款一共', yuan(cost.totalPaid)],
    ['比到手多付', yuan(cost.totalCost)],
  ].filter(([, value]) => value);
  const isKnown = cost.caps.some(cap => cap.applies);
  return [
    h('dl', { class: 'figures' }, figures.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    titled(isKnown ? '对照合同那天的上限' : '对照哪一条，看放款方是谁', list(cost.caps.map(cap => capEntry(cap, isKnown)))),
    titled('看这些数要知道', cost.notes.map(note => h('details', {}, h('summary', {}, h('span', {}, note.text)), h('div', { class: 'more' }, basis(note.basis))))),
    picture(cost.chartSvg),
    h('p', { class: 'hint' }, cost.method),
  ];
}

function capEntry(cap, isKnown) {
  const above = cap.paidAbove > 0 ? `列出的付款超出 ${yuan(cap.paidAbove)}` : '列出的付款没有超出';
  return h('li', {}, h('details', {},
    h('summary', {}, h('span', {}, h('strong', {}, `一年 ${cap.percent}%`), ` ${cap.title}`,
      isKnown && h('span', { class: 'badge' }, cap.applies ? '对你适用' : '对这个放款方不适用'),
      h('span', { class: 'hint' }, `${KINDS[cap.kind] ?? cap.kind}；${above}`))),
    h('div', { class: 'more' }, h('p', {}, cap.says), basis(cap.basis))));
}

function percent(value) {
  return typeof value === 'number' && `约 ${value.toFixed(2)}%`;
}

function yuan(value) {
  return typeof value === 'number' && `${value.toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 元`;
}
