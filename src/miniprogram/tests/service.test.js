const test = require('node:test')
const assert = require('node:assert/strict')
const { Weixin, Clock } = require('./weixin')
const { ask, forget } = require('../chat-triage/service')
const { answer } = require('./answers')

/** Asks, and keeps everything that the listener is told. */
function asked(options) {
  const weixin = new Weixin(options)
  const told = { parts: [], done: [], failed: [] }
  const running = ask('https://service.test', { question: '问', conversationId: null, facts: {} }, {
    onPart: part => told.parts.push(structuredClone(part)),
    onDone: whole => told.done.push(whole),
    onFail: fault => told.failed.push(fault),
  })
  return { weixin, told, running }
}

/** The key by which the service knows a question that is asked again. */
function keyOf(request) {
  return request.options.header['idempotency-key']
}

test('each question goes out under a key of its own', () => {
  const keys = [asked(), asked()].map(({ weixin, running }) => {
    running.abort()
    return keyOf(weixin.requests[0])
  })
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/)
  assert.notEqual(keys[0], keys[1])
})

test('the question goes out once, as a stream', () => {
  const { weixin, running } = asked()
  assert.equal(weixin.requests.length, 1)
  assert.equal(weixin.last.path, '/api/v1/questions/stream')
  assert.equal(weixin.last.options.enableChunked, true)
  assert.deepEqual(weixin.last.options.data, { question: '问', conversationId: null, facts: {} })
  running.abort()
})

test('parts arrive as they come, and the whole answer ends it', () => {
  const { weixin, told } = asked()
  weixin.last.event('triage', { triage: answer.triage, conversationId: 'c' })
  weixin.last.event('checklist', { checklist: answer.checklist })
  weixin.last.event('text', { part: 'verdict', text: '有可能。' })
  weixin.last.event('heartbeat', {})
  weixin.last.event('text', { part: 'text', text: '别慌' })
  weixin.last.event('text', { part: 'text', text: '。' })
  weixin.last.event('done', answer)
  weixin.last.end()

  assert.equal(told.parts.length, 5)
  assert.deepEqual(told.parts[4].answer, { verdict: '有可能。', text: '别慌。' })
  assert.deepEqual(told.done, [answer])
  assert.deepEqual(told.failed, [])
  assert.equal(weixin.requests.length, 1)
})

test('text that is taken back is gone', () => {
  const { weixin, told, running } = asked()
  weixin.last.event('text', { part: 'text', text: '债不用还' })
  weixin.last.event('text', { part: 'text', text: '', withdrawn: true })
  assert.equal(told.parts[1].answer.text, '')
  running.abort()
})

test('it does not matter where the network cuts the bytes', () => {
  const { weixin, told } = asked()
  const bytes = Buffer.from(`event: text\ndata: {"part":"verdict","text":"别慌😀"}\n\nevent: done\ndata: ${JSON.stringify(answer)}\n\n`)
  for (const byte of bytes) weixin.last.chunk([byte])
  assert.equal(told.parts[0].answer.verdict, '别慌😀')
  assert.deepEqual(told.done, [answer])
})

for (const [name, breakOff] of [
  ['ends in the middle', request => request.end()],
  ['fails', request => request.fail()],
  ['reports an error', request => request.event('error', { status: 500 })],
  ['sends what is no JSON', request => request.chunk(Buffer.from('data: {"half\n\n'))],
  ['answers 502', request => request.end(502, '<html>')],
]) {
  test(`a stream that ${name} is asked for again in one piece`, () => {
    const { weixin, told } = asked()
    weixin.last.event('text', { part: 'verdict', text: '有' })
    breakOff(weixin.requests[0])
    assert.equal(weixin.requests.length, 2)
    assert.equal(weixin.last.path, '/api/v1/questions')
    assert.equal(keyOf(weixin.requests[1]), keyOf(weixin.requests[0]))
    weixin.last.end(200, answer)
    assert.deepEqual(told.done, [answer])
    assert.deepEqual(told.failed, [])
  })
}

test('a silent stream is given up after a while', t => {
  const clock = new Clock(t)
  const { weixin, told } = asked()
  clock.pass(11000)
  weixin.last.event('heartbeat', {})
  clock.pass(11000)
  assert.equal(weixin.requests.length, 1)
  clock.pass(1000)
  assert.equal(weixin.requests.length, 2)
  assert.equal(weixin.requests[0].isAborted, true)
  weixin.last.end(200, answer)
  assert.equal(told.done.length, 1)
})

test('without a network the reader is told once, and may try again', () => {
  const { weixin, told } = asked()
  weixin.last.fail()
  weixin.last.fail()
  assert.deepEqual(told.failed, [{ text: '网络不稳，点这里重试；急事请打 110。', mayRetry: true }])
})

test('a refusal is told in the words of the service and not tried again', () => {
  const { weixin, told } = asked()
  weixin.last.chunk(Buffer.from(JSON.stringify({ status: 400, title: '有误', errors: { question: ['问题太长，最多 4000 字。'] } })))
  weixin.last.end(400, '')
  assert.deepEqual(told.failed, [{ text: '问题太长，最多 4000 字。', mayRetry: false }])
  assert.equal(weixin.requests.length, 1)
})

test('too many questions are to be asked again later', () => {
  const { weixin, told } = asked()
  weixin.last.end(429, '')
  assert.equal(told.failed[0].mayRetry, true)
  assert.match(told.failed[0].text, /等一分钟/)
})

test('an old base library gets the stream at once, as text', () => {
  const { weixin, told } = asked({ streams: false })
  weixin.last.end(200, `event: text\ndata: {"part":"verdict","text":"有"}\n\nevent: done\ndata: ${JSON.stringify(answer)}\n\n`)
  assert.deepEqual(told.done, [answer])
  assert.equal(weixin.requests.length, 1)
})

test('after an abort nothing is told any more', async () => {
  const { weixin, told, running } = asked()
  running.abort()
  weixin.last.event('done', answer)
  weixin.last.end()
  await new Promise(resolve => setTimeout(resolve, 10))
  assert.equal(weixin.last.isAborted, true)
  assert.deepEqual(told, { parts: [], done: [], failed: [] })
  assert.equal(weixin.requests.length, 1)
})

test('forgetting deletes the conversation and says whether it worked', () => {
  const weixin = new Weixin()
  const told = []
  forget('https://service.test', 'a/b', isDone => told.push(isDone))
  assert.equal(weixin.last.options.method, 'DELETE')
  assert.equal(weixin.last.path, '/api/v1/conversations/a%2Fb')
  weixin.last.end(204)
  weixin.last.end(500)
  weixin.last.fail()
  assert.deepEqual(told, [true, false, false])
})
