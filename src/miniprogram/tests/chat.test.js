const test = require('node:test')
const assert = require('node:assert/strict')
const { Weixin, Screen } = require('./weixin')
const { answer, crisis } = require('./answers')

test.afterEach(() => Screen.leaveAll())

/** A chat that has asked the first of the common questions. */
async function asked(properties = {}) {
  const weixin = new Weixin()
  const chat = new Screen('index', { service: 'https://service.test/', ...properties })
  if (!properties.question) await chat.tap('chip', '网贷逾期')
  return { weixin, chat }
}

/** A chat with the whole answer. */
async function answered(whole = answer, properties = {}) {
  const { weixin, chat } = await asked(properties)
  weixin.last.event('done', whole)
  await chat.settle()
  return { weixin, chat }
}

/** The answer with a deadline at its first step. */
function withDeadline(known) {
  const deadline = {
    kind: 'payment-order-objection', title: '对支付令提出书面异议', actor: 'you', startFact: 'payment-order-served-on',
    start: null, lastDay: null, daysLeft: null, isApproximate: false, text: '从第二天起算15日。', ...known,
  }
  return { ...answer, checklist: answer.checklist.map(item => (item.group === 'do-now' ? { ...item, deadline } : item)) }
}

/** Where in the page the words stand. */
const placesOf = (chat, words) => words.map(each => chat.text.indexOf(each))

test('the first screen says what it is, where to call, and what people ask', () => {
  const chat = new Screen('index', { service: 'https://service.test' })
  assert.match(chat.text, /我是自动程序，不是律师/)
  assert.match(chat.text, /110.*12356/)
  assert.equal(chat.all('chip').length, 6)
})

test('a tapped question is asked and shown', async () => {
  const { weixin, chat } = await asked()
  assert.equal(weixin.last.options.data.question, '网贷逾期接电话了还会爆通讯录吗')
  assert.equal(weixin.last.options.url, 'https://service.test/api/v1/questions/stream')
  assert.deepEqual(chat.texts('mine'), ['网贷逾期接电话了还会爆通讯录吗'])
  assert.match(chat.text, /正在查…/)
})

test('a typed question is asked, an empty one is not', async () => {
  const weixin = new Weixin()
  const chat = new Screen('index', { service: 'https://service.test' })
  await chat.tap('send')
  assert.equal(weixin.requests.length, 0)
  chat.root.instance.onDraft({ detail: { value: ' 怎么办 ' } })
  await chat.tap('send')
  assert.equal(weixin.last.options.data.question, '怎么办')
  assert.equal(chat.root.data.draft, '')
})

test('the host can begin with a question', async () => {
  const { weixin } = await asked({ question: '逾期了会坐牢吗' })
  assert.equal(weixin.last.options.data.question, '逾期了会坐牢吗')
})

test('cards appear as they arrive', async () => {
  const { weixin, chat } = await asked()
  weixin.last.event('triage', { triage: answer.triage, conversationId: 'c' })
  weixin.last.event('checklist', { checklist: answer.checklist, channels: answer.channels, followUps: answer.followUps, notices: [] })
  await chat.settle()
  assert.match(chat.text, /家人没有义务替你还/)
  assert.equal(chat.all('follow-ups').length, 0)
  weixin.last.event('text', { part: 'verdict', text: '有可能。' })
  weixin.last.event('text', { part: 'text', text: '别慌' })
  await chat.settle()
  assert.match(chat.text, /有可能。/)
  assert.match(chat.text, /还在写…/)
})

test('the whole answer stands in the order of need', async () => {
  const { chat } = await answered()
  const places = placesOf(chat, ['有可能，接不接都没有保证', '现在先做', '接不接电话都没有保证。[1]', '你的权利', '催收不能做', '留好证据', '去哪里投诉', '这些要小心', '出处', '再答几个小问题', '别人还问', '一般信息，不是法律意见'])
  assert.ok(places.every((place, i) => place > (places[i - 1] ?? -1)), places.join())
  assert.equal(chat.text.split('先告诉家人。').length, 2, 'steps are told once')
  assert.ok(!chat.text.includes('还在写'))
})

test('a crisis card comes first, with its numbers to tap, and nothing asks for more', async () => {
  const { weixin, chat } = await answered(crisis)
  assert.match(chat.texts('crisis')[0], /^先让你安全，别的都可以等。拨打 110 报警拨打 12356 热线/)
  assert.equal(chat.all('verdict').length, 0)
  assert.equal(chat.all('follow-ups').length, 0)
  await chat.tap('call', '12356')
  assert.deepEqual(weixin.calls, ['12356'])
})

test('violence under way keeps the rest below the card', async () => {
  const { chat } = await answered({ ...answer, triage: crisis.triage, checklist: [{ ...answer.checklist[0], id: 'x', group: 'emergency', text: '先打 110。' }, ...answer.checklist] })
  const places = placesOf(chat, ['先打 110。', '现在先做', '你的权利'])
  assert.ok(places[0] >= 0 && places[0] < places[1] && places[1] < places[2], places.join())
})

test('an item opens to why, what it hangs on, and the law with its dates and force', async () => {
  const { chat } = await answered()
  assert.ok(!chat.text.includes('不向联系人催收'))
  await chat.tap('entry', '不该叫家人替你还')
  assert.match(chat.text, /看情况/)
  assert.match(chat.text, /要看这一点：催收联系你的家人了吗？/)
  assert.match(chat.text, /《催收国家标准》业务管理部分推荐性标准，不是法律，2025-08-01 起施行，到 2027-01-01 为止不向联系人催收。/)
  await chat.tap('entry', '不该叫家人替你还')
  assert.ok(!chat.text.includes('不向联系人催收'))
})

test('an office can be called, its number and address copied', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('call', '12378')
  await chat.tap('copy')
  await chat.tap('copy-url')
  assert.deepEqual(weixin.calls, ['12378'])
  assert.deepEqual(weixin.copied, ['12378', 'https://www.nfra.gov.cn'])
  await chat.tap('place', '12378')
  assert.match(chat.text, /先准备：合同.*管不了：减免债务.*多久：30 日内.*2026-11-23 核实/)
})

test('a source opens to its passage, without marks, and to the address of the article', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('source', '[1]')
  assert.match(chat.text, /接不接电话，都没有保证。/)
  await chat.tap('link')
  assert.deepEqual(weixin.copied, ['https://service.test/articles/answering-the-call'])
})

test('a tapped follow-up asks the same question with the fact, in the same conversation', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('option', '已经联系了')
  assert.deepEqual(weixin.last.options.data, { question: '网贷逾期接电话了还会爆通讯录吗', conversationId: answer.conversationId, facts: { 'contacts-called': true } })
  assert.deepEqual(chat.texts('mine'), ['网贷逾期接电话了还会爆通讯录吗', '已经联系了'])
  assert.equal(chat.all('follow-ups').length, 0, 'the questions of the earlier answer are gone')
})

test('answers that may be combined are sent together, and facts add up', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('option', '已经联系了')
  weixin.last.event('done', answer)
  await chat.settle()
  await chat.tap('done')
  assert.equal(weixin.requests.length, 2, 'nothing is chosen yet')
  await chat.tap('option', '家人')
  await chat.tap('option', '朋友')
  await chat.tap('option', '单位')
  await chat.tap('option', '朋友')
  await chat.tap('done')
  assert.deepEqual(weixin.last.options.data.facts, { 'contacts-called': true, 'contacts-called-who': ['family', 'workplace'] })
  assert.equal(chat.texts('mine')[2], '家人、单位')
})

test('a related question is a new question', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('button', '催收能联系我的家人吗')
  assert.deepEqual(weixin.last.options.data.facts, {})
  assert.equal(weixin.last.options.data.question, '催收能联系我的家人吗')
})

test('a broken network says how to go on, and trying again works', async () => {
  const { weixin, chat } = await asked()
  weixin.last.fail()
  weixin.last.fail()
  await chat.settle()
  assert.deepEqual(chat.texts('retry'), ['网络不稳，点这里重试；急事请打 110。'])
  await chat.tap('retry')
  weixin.last.event('done', answer)
  await chat.settle()
  assert.match(chat.text, /有可能，接不接都没有保证/)
  assert.equal(chat.all('retry').length, 0)
})

test('a new question takes the place of one that is still waiting', async () => {
  const { weixin, chat } = await asked()
  const waiting = weixin.last
  chat.root.instance.onDraft({ detail: { value: '我不想活了' } })
  await chat.tap('send')
  assert.equal(waiting.isAborted, true)
  assert.equal(weixin.last.options.data.question, '我不想活了')
  assert.deepEqual(chat.texts('fault'), ['先回答下面这一句。'])
  weixin.last.event('done', crisis)
  await chat.settle()
  assert.match(chat.texts('crisis')[0], /^先让你安全/)
})

test('numbers for an emergency can be tapped before anything is asked, and when nothing gets through', async () => {
  const weixin = new Weixin()
  const chat = new Screen('index', { service: 'https://service.test' })
  await chat.tap('button', '12356')
  await chat.tap('chip', '网贷逾期')
  weixin.last.fail()
  weixin.last.fail()
  await chat.settle()
  await chat.tap('call', '110')
  assert.deepEqual(weixin.calls, ['12356', '110'])
})

test('a deadline shows its last day, and how it is counted', async () => {
  const { chat } = await answered(withDeadline({ start: '2026-11-20', lastDay: '2026-12-07', daysLeft: 9 }))
  assert.deepEqual(chat.texts('last-day'), ['你最迟 2026年12月7日，还有 9 天'])
  await chat.tap('entry', '先告诉家人')
  assert.deepEqual(chat.texts('deadline'), ['期限：从第二天起算15日。'])
  assert.equal(chat.all('day').length, 0)
})

test('the day that starts a deadline can be told, and is a fact of the same question', async () => {
  const { weixin, chat } = await answered(withDeadline({}))
  assert.deepEqual(chat.texts('last-day'), ['有期限，点开选日子就能算'])
  await chat.tap('entry', '先告诉家人')
  assert.match(chat.texts('day')[0], /哪天收到的/)
  await chat.choose('day', '2026-11-20')
  assert.deepEqual(weixin.last.options.data.facts, { 'payment-order-served-on': '2026-11-20' })
  assert.equal(chat.texts('mine')[1], '对支付令提出书面异议：从 2026-11-20 起算')
})

test('an opinion goes out with or without words, once', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('helpful', '没帮助')
  assert.match(chat.text, /请不要写姓名、电话、证件号、卡号/)
  await chat.tap('give')
  assert.equal(weixin.last.path, '/api/v1/answers/answer-1/feedback')
  assert.deepEqual(weixin.last.options.data, { helpful: false, comment: null })
  weixin.last.end(204)
  await chat.settle()
  assert.deepEqual(chat.texts('thanks'), ['收到了，谢谢你告诉我们。'])
  assert.equal(chat.all('give').length, 0)
})

test('an opinion that does not get through says so and can be sent again', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('helpful', '有帮助')
  await chat.tap('give')
  weixin.last.end(404, { title: '没有找到。' })
  await chat.settle()
  assert.deepEqual(chat.texts('said'), ['这个回答现在收不了反馈，不影响你照着做。'])
  await chat.tap('give')
  weixin.last.fail()
  await chat.settle()
  assert.deepEqual(chat.texts('said'), ['没有发出去，网络好了再点一次。'])
})

test('nobody in danger is asked for an opinion', async () => {
  const { chat } = await answered(crisis)
  assert.equal(chat.all('opinion').length, 0)
})

test('words of the user and of the service are text and never markup', async () => {
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  const { chat } = await answered({ ...answer, answer: { ...answer.answer, verdict: evil, text: evil }, relatedQuestions: [evil] }, { question: evil })
  assert.ok(chat.text.includes(evil))
  assert.equal(chat.place.querySelectorAll('img, script').length, 0)
})

test('what a model wrote is marked', async () => {
  const { chat } = await answered({ ...answer, answer: { ...answer.answer, generatedByAi: true } })
  assert.deepEqual(chat.texts('generated'), ['含 AI 生成的说明'])
})

test('the host is told how urgent an answer is, and nothing of what was asked', async () => {
  const { weixin, chat } = await asked()
  const told = []
  chat.root.addEventListener('answered', event => told.push(event.detail))
  weixin.last.event('done', crisis)
  await chat.settle()
  assert.deepEqual(told, [{ urgency: 'emergency' }])
})

test('forgetting deletes the conversation and empties the screen', async () => {
  const { weixin, chat } = await answered()
  await chat.tap('forget')
  assert.equal(weixin.last.options.method, 'DELETE')
  weixin.last.end(204)
  await chat.settle()
  assert.equal(chat.all('turn').length, 0)
  assert.deepEqual(weixin.toasts, ['已经忘记'])
  await chat.tap('chip', '坐牢')
  assert.equal(weixin.last.options.data.conversationId, null)
})

test('a chat that is left ends its request', async () => {
  const { weixin, chat } = await asked()
  chat.remove()
  assert.equal(weixin.last.isAborted, true)
})

test('only so many turns are kept', async () => {
  const { weixin, chat } = await answered()
  for (let i = 0; i < 21; i++) {
    await chat.tap('button', '催收能联系我的家人吗')
    weixin.last.event('done', answer)
    await chat.settle()
  }
  assert.equal(chat.all('turn').length, 20)
})

test('the care mode has large type', () => {
  assert.equal(new Screen('index', { service: 'https://service.test', large: true }).all('large').length, 1)
  assert.equal(new Screen('index', { service: 'https://service.test' }).all('large').length, 0)
})
