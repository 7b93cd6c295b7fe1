const { EventReader } = require('./event-stream')

/** For how long a stream may stay silent, in milliseconds; the service gives a sign of life every two seconds. */
const SILENCE = 12000

/** How long an answer in one piece may take, in milliseconds. */
const PATIENCE = 30000

const UNREACHABLE = '网络不稳，点这里重试；急事请打 110。'
const BUSY = '现在问的人多，请等一分钟再试。急事请打 110。'
const REFUSED = '这个问题没有发出去，请换个说法再试。'

/**
 * Asks a question and tells what has arrived so far. A stream that breaks, stays silent or is not understood by an old base library is
 * asked for again in one piece, under the same key: the service knows it as the same question.
 * @param {string} base the service's address, such as https://example.com
 * @param {{ question: string, conversationId: string | null, facts: object }} request
 * @param {{ onPart: (answer: object) => void, onDone: (answer: object) => void, onFail: (fault: { text: string, mayRetry: boolean }) => void }} listener
 *   onPart gets the answer as far as it is known; exactly one of the other two follows
 * @returns {{ abort: () => void }} after abort nothing is told any more
 */
function ask(base, request, listener) {
  const retryKey = random()
  let isOver = false
  let current = stream(base, request, retryKey, listener.onPart, settle, whole)

  function settle(outcome) {
    if (isOver) return
    isOver = true
    if (outcome.answer) listener.onDone(outcome.answer)
    else listener.onFail(outcome.fault)
  }

  function whole() {
    if (!isOver) current = inOnePiece(base, request, retryKey, settle)
  }

  return {
    abort() {
      isOver = true
      current.abort()
    },
  }
}

/** Has the service forget the conversation for good. */
function forget(base, conversationId, onDone) {
  wx.request({
    url: `${base}/api/v1/conversations/${encodeURIComponent(conversationId)}`,
    method: 'DELETE',
    success: response => onDone(response.statusCode < 300),
    fail: () => onDone(false),
  })
}

/**
 * Says whether an answer helped.
 * @param {{ helpful: boolean, comment: string | null }} opinion
 * @param {(fault: string | null) => void} onDone with what to tell when it did not get through
 */
function giveOpinion(base, answerId, opinion, onDone) {
  wx.request({
    ...post(`${base}/api/v1/answers/${encodeURIComponent(answerId)}/feedback`, opinion),
    success(response) {
      const { text, mayRetry } = refusal(response.statusCode, response.data).fault
      if (response.statusCode < 300) onDone(null)
      else if (response.statusCode === 404) onDone('这个回答现在收不了反馈，不影响你照着做。')
      else onDone(mayRetry ? '没有发出去，请过一会儿再点一次。' : text)
    },
    fail: () => onDone('没有发出去，网络好了再点一次。'),
  })
}

function stream(base, request, retryKey, onPart, settle, breakOff) {
  const reader = new EventReader()
  const answer = { answer: { verdict: '', text: '' } }
  let isOver = false
  let timer = setTimeout(giveUp, SILENCE)

  const task = wx.request({
    ...post(`${base}/api/v1/questions/stream`, request, { 'idempotency-key': retryKey }),
    enableChunked: true,
    responseType: 'text',
    dataType: 'other',
    success(response) {
      // Without onChunkReceived the whole stream comes here at once.
      if (!task.onChunkReceived && typeof response.data === 'string') receive(reader.take(response.data))
      if (isOver) return
      if (response.statusCode >= 400 && response.statusCode < 500) end(() => settle(refusal(response.statusCode, reader.head || response.data)))
      else giveUp()
    },
    fail: giveUp,
  })
  if (task.onChunkReceived) task.onChunkReceived(chunk => receive(reader.read(chunk.data)))

  function receive(events) {
    if (isOver) return
    clearTimeout(timer)
    timer = setTimeout(giveUp, SILENCE)
    for (const { name, data } of events) {
      const content = parsed(data)
      if (content === null || name === 'error') return giveUp()
      if (name === 'done') return end(() => settle({ answer: content }))
      if (name === 'text') answer.answer[content.part] = content.withdrawn ? '' : answer.answer[content.part] + content.text
      else if (name !== 'heartbeat') Object.assign(answer, content)
      if (name !== 'heartbeat') onPart(answer)
    }
  }

  function giveUp() {
    end(() => {
      task.abort()
      breakOff()
    })
  }

  function end(last) {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    last()
  }

  return { abort: () => end(() => task.abort()) }
}

function inOnePiece(base, request, retryKey, settle) {
  return wx.request({
    ...post(`${base}/api/v1/questions`, request, { 'idempotency-key': retryKey }),
    timeout: PATIENCE,
    success(response) {
      const isAnswer = response.statusCode === 200 && response.data && response.data.answer
      if (isAnswer) settle({ answer: response.data })
      else settle(refusal(response.statusCode, response.data))
    },
    fail: () => settle({ fault: { text: UNREACHABLE, mayRetry: true } }),
  })
}

function post(url, request, header) {
  return { url, method: 'POST', header: { 'content-type': 'application/json', ...header }, data: request }
}

/**
 * A text that no other question has. Math.random will do: somebody else's answer needs their question too, and comes for ten minutes; and
 * WeChat's own random bytes would have to be waited for.
 */
function random() {
  return Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('')
}

/** Why the service said no, in its own words where it has some. */
function refusal(status, body) {
  if (status === 429) return { fault: { text: BUSY, mayRetry: true } }
  if (!(status >= 400 && status < 500)) return { fault: { text: UNREACHABLE, mayRetry: true } }
  const problem = (typeof body === 'string' ? parsed(body) : body) || {}
  const reasons = [].concat(...Object.values(problem.errors || {}))
  return { fault: { text: reasons[0] || problem.title || REFUSED, mayRetry: false } }
}

function parsed(json) {
  try {
    return JSON.parse(json)
  } catch (fault) {
    return null
  }
}

module.exports = { ask, forget, giveOpinion }
