import { BINDINGS, basis, list } from '../cards.js';
import { copyButton } from '../copy.js';
import { h } from '../dom.js';
import { Faulty, download, factChoice, field, form, lines, picture, text, titled } from './form.js';

/** The largest file that the service takes, in bytes. */
const LARGEST = 4_000_000;

const CALLEES = { self: '打给你', family: '打给家人', friend: '打给朋友', workplace: '打给单位', 'emergency-contact': '打给紧急联系人' };

/** The call-log check. */
export function show(answer, reader) {
  const log = field('text', lines(5, { placeholder: '10月1日晚上十点半 95000 打给我妈 叫她替我还\n10月2日 9:00 95000 没接' }), '来电记录',
    { hint: '从运营商详单、通话记录里粘贴，或者一行写一通：哪天几点、哪个号码、打给谁、说了什么', isRequired: true });
  const file = field('file', h('input', { type: 'file', accept: '.csv,.txt,.xml,text/csv,text/plain,text/xml' }), '或者选一个文件', { hint: '导出的 CSV、TXT、XML；内容会放进上面的框' });
  const numbers = field('collectors', text({ inputmode: 'tel' }), '哪些号码是催收的', { hint: '用逗号隔开；不填就当都是' });
  const lender = factChoice('lenderType', 'lender-type', '钱是谁放给你的？看合同里的「贷款人」', answer, reader);
  const lost = factChoice('lostContact', 'lost-contact', '催收打来的电话，你接过吗？', answer, reader);
  file.control.addEventListener('change', () => readInto(log, file));

  return form('查一查', [log, file, numbers, lender, lost], async () => {
    const collectors = numbers.control.value.split(/[,，、;；\s]+/).filter(Boolean);
    const checked = await reader.service.post('call-logs/check', {
      text: log.control.value,
      collectors: collectors.length > 0 ? collectors : null,
      lenderType: lender.control.value || null,
      lostContact: { true: true, false: false }[lost.control.value] ?? null,
    });
    return { summary: checked.summary, nodes: result(checked, reader.announce) };
  }, reader.announce);
}

async function readInto(log, file) {
  const [chosen] = file.control.files;
  if (!chosen) return;
  file.say(null);
  try {
    if (chosen.size > LARGEST) throw new Faulty({ file: ['文件太大，请只留催收那些天的记录。'] });
    log.control.value = decode(await chosen.arrayBuffer());
  } catch (fault) {
    file.say(fault.errors?.file[0] ?? '没有读出这个文件，请打开它，把内容粘贴到上面。');
    file.control.focus();
  }
}

/** Phones and carriers write UTF-8 or the older Chinese encoding. */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function result(checked, announce) {
  const found = checked.rows.filter(row => row.findings.length > 0);
  return [
    titled('碰到的规则', checked.rules.length > 0 && h('ul', { class: 'plain-list' }, checked.rules.map(rule => h('li', {},
      h('strong', {}, rule.title), ` ${[rule.breaks > 0 && `不合 ${rule.breaks} 通`, rule.mayBreak > 0 && `可能不合 ${rule.mayBreak} 通`].filter(Boolean).join('，')}`,
      h('span', { class: 'hint' }, BINDINGS[rule.binding] ?? rule.binding))))),
    picture(checked.timelineSvg, 570),
    titled('一通一通看', found.length > 0 && list(found.map(call))),
    titled('每天几通', checked.days.length > 0 && list(checked.days.map(day => h('li', { class: 'day' },
      `${day.date}：打给你，接通 ${day.connected} 通、没接通 ${day.unanswered} 通${day.thirdPersons > 0 ? `；打给别人 ${day.thirdPersons} 通` : ''}`)))),
    titled('没有读懂的行', checked.unread.length > 0 && h('ul', { class: 'plain-list' }, checked.unread.map(line => h('li', {}, `第 ${line.line} 行：${line.reason}`)))),
    checked.notes.map(note => h('p', { class: 'hint' }, note)),
    h('div', { class: 'actions' },
      copyButton(checked.complaintTable.markdown, '复制投诉用的表', announce, '没能复制，请改用下载'),
      h('button', { type: 'button', class: 'plain', click: () => download(new Blob(['\uFEFF', checked.complaintTable.csv.replace(/^\uFEFF/, '')], { type: 'text/csv;charset=utf-8' }), '来电记录.csv') }, '下载表格')),
  ];
}

function call(row) {
  const titles = [...new Set(row.findings.map(finding => finding.title))].join('、');
  return h('li', {}, h('details', {},
    h('summary', {}, h('span', {}, `${timeOf(row)} ${[row.from, CALLEES[row.callee]].filter(Boolean).join(' ')}`, h('span', { class: 'hint' }, titles))),
    h('div', { class: 'more' }, row.findings.map(finding => [
      h('p', {}, h('strong', {}, finding.title), h('span', { class: 'badge' }, finding.status === 'breaks' ? '不合规则' : '可能不合'), ` ${finding.text}`),
      basis(finding.basis),
    ]).flat())));
}

function timeOf({ at }) {
  const read = /^\d+-(\d+)-(\d+)T(\d+:\d+)/.exec(at);
  return read ? `${Number(read[1])}月${Number(read[2])}日 ${read[3]}` : at;
}
