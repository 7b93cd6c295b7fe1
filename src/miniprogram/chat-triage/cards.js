/** How a provision binds, in words; the answer's other words come from the service. */
const BINDINGS = {
  law: '法律',
  'judicial-interpretation': '司法解释',
  'administrative-regulation': '行政法规',
  'local-regulation': '地方性法规',
  'departmental-rule': '部门规章',
  'normative-document': '部门规范性文件',
  'policy-guidance': '政策指导',
  'recommended-standard': '推荐性标准，不是法律',
  'self-regulation': '行业自律，不是法律',
}

/** What a stream has not brought yet. */
const NOTHING = {
  triage: { urgency: 'info', signals: [] },
  answer: { verdict: '', text: '', generatedByAi: false },
  checklist: [], citations: [], followUps: [], channels: [], relatedQuestions: [], notices: [], disclaimer: '',
}

/**
 * An answer, whole or as far as it has arrived, as what the template draws: the crisis card, the verdict, what to do now, the reasons,
 * rights and what collectors must not do, evidence, where to complain, cautions, sources, follow-up questions.
 * @param {object} known
 * @param {boolean} isWhole
 */
function cardsOf(known, isWhole) {
  const answer = { ...NOTHING, ...known }
  const isCrisis = answer.triage.urgency === 'emergency'
  const card = (key, title, group) => ({ key, title, items: answer.checklist.filter(item => item.group === group).map(item => entryOf(item, answer)) })
  const filled = cards => cards.filter(each => each.items.length > 0)
  return {
    crisis: isCrisis ? crisisOf(answer) : null,
    verdict: isCrisis ? '' : answer.answer.verdict,
    signals: !isCrisis && answer.triage.urgency === 'urgent' ? answer.triage.signals.map(signal => signal.text) : [],
    notices: answer.notices,
    steps: filled([card('do-now', '现在先做', 'do-now')]),
    reasons: isCrisis ? [] : linesOf(answer),
    isGenerated: answer.answer.generatedByAi === true,
    rights: filled([
      card('rights', '你的权利', 'rights'),
      card('collectors-must-not', '催收不能做', 'collectors-must-not'),
      card('evidence', '留好证据', 'evidence'),
    ]),
    complain: filled([card('complain', '去哪里投诉、求助', 'complain')]),
    channels: answer.channels.map(channelOf),
    caution: filled([card('caution', '这些要小心', 'caution')]),
    sources: answer.citations.map(sourceOf),
    followUps: isWhole ? answer.followUps.map(followUpOf) : [],
    related: isWhole ? answer.relatedQuestions : [],
    // Nobody in danger is asked for an opinion.
    opinionOn: isWhole && !isCrisis ? answer.id : '',
    end: isWhole && answer.disclaimer ? `按 ${answer.asOf} 有效的规则整理。${answer.disclaimer}` : '',
  }
}

/** The words for somebody in danger, and the numbers among them that can be tapped. */
function crisisOf(answer) {
  const items = answer.checklist.filter(item => item.group === 'emergency').map(item => entryOf(item, answer))
  const words = [answer.answer.verdict, answer.answer.text].concat(items.map(item => item.text)).join('\n')
  return {
    verdict: answer.answer.verdict,
    lines: linesOf(answer),
    phones: answer.channels.filter(channel => channel.phone && words.indexOf(channel.phone) >= 0)
      .map(channel => ({ number: channel.phone, who: channel.name.replace(channel.phone, '').trim() })),
    items,
  }
}

function entryOf(item, answer) {
  return {
    id: item.id,
    text: item.text,
    isOpenQuestion: item.status === 'may-apply',
    why: item.why,
    hints: answer.followUps.filter(followUp => item.dependsOn.indexOf(followUp.fact) >= 0).map(followUp => `要看这一点：${followUp.question}`),
    basis: item.basis.map(basisOf),
    deadline: item.deadline ? deadlineOf(item.deadline) : null,
  }
}

/** The last day in one line, and how it is counted; where the day that starts it is not known, the fact that tells it. */
function deadlineOf(deadline) {
  const { actor, lastDay, daysLeft, isApproximate, start, startFact } = deadline
  const asks = !start && startFact ? startFact : ''
  const left = daysLeft > 0 ? `还有 ${daysLeft} 天` : daysLeft === 0 ? '就是今天' : `已过 ${-daysLeft} 天`
  return {
    line: lastDay ? `${actor === 'you' ? '你最迟' : '对方最迟'} ${written(lastDay)}${isApproximate ? ' 前后' : ''}，${left}` : asks && actor === 'you' ? '有期限，点开选日子就能算' : '',
    text: deadline.text,
    title: deadline.title,
    asks,
  }
}

/** 2026-12-07 as 2026年12月7日. */
function written(day) {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function basisOf(provision) {
  const until = provision.effectiveTo ? `，到 ${provision.effectiveTo} 为止` : ''
  return {
    name: `《${provision.title}》${provision.article}`,
    note: `${BINDINGS[provision.binding] || provision.binding}，${provision.effectiveFrom} 起施行${until}`,
    summary: provision.summary,
  }
}

/** The text's lines; the steps have a card of their own right above and are not told twice. */
function linesOf(answer) {
  const steps = answer.checklist.filter(item => item.group === 'do-now').map(item => item.text)
  const lines = []
  for (const paragraph of answer.answer.text.split(/\n{2,}/)) {
    const all = paragraph.split('\n').filter(line => line.trim() !== '').map(lineOf)
    const kept = all.filter(line => !(line.isEntry && steps.indexOf(line.text) >= 0))
    // The heading of a list goes with its entries.
    const isOnlyHeading = kept.length < all.length && !kept.some(line => line.isEntry)
    if (!isOnlyHeading) lines.push(...kept)
  }
  return lines
}

function lineOf(line) {
  const entry = /^(?:- |\d{1,2}\. )(.+)$/.exec(line)
  return { text: entry ? entry[1] : line, isEntry: entry !== null }
}

function channelOf(channel) {
  const facts = [
    channel.hours && `时间：${channel.hours}`,
    channel.prepare.length > 0 && `先准备：${channel.prepare.join('；')}`,
    channel.notFor.length > 0 && `管不了：${channel.notFor.join('；')}`,
    channel.timeLimit && `多久：${channel.timeLimit}`,
    `${channel.operator}，${channel.checked} 核实`,
  ]
  return { id: channel.id, name: channel.name, when: channel.when, phone: channel.phone || '', url: channel.url || '', facts: facts.filter(Boolean) }
}

function sourceOf(citation) {
  return {
    n: citation.n,
    heading: citation.heading,
    title: citation.title,
    isUnreviewed: !citation.reviewed,
    text: citation.text.replace(/\*\*|^#+ /gm, '').replace(/^[-*] /gm, '· '),
    url: citation.url,
  }
}

/** Values that are lists may be combined; the template needs a name for each option. */
function followUpOf(followUp) {
  return {
    fact: followUp.fact,
    question: followUp.question,
    isSeveral: followUp.options.some(option => Array.isArray(option.value)),
    options: followUp.options.map((option, index) => ({ index, label: option.label, value: option.value, isChosen: false })),
  }
}

module.exports = { cardsOf }
