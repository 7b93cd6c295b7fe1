const test = require('node:test')
const assert = require('node:assert/strict')
const { EventReader } = require('../chat-triage/event-stream')

function read(text, size) {
  const bytes = Buffer.from(text)
  const reader = new EventReader()
  const events = []
  for (let at = 0; at < bytes.length; at += size) events.push(...reader.read(Uint8Array.from(bytes.subarray(at, at + size)).buffer))
  return events
}

test('events are the same however the network cuts the bytes', () => {
  const text = 'event: triage\ndata: {"a":"爆通讯录"}\n\nevent: text\ndata: {"text":"别慌😀"}\n\n'
  const whole = read(text, 10000)
  assert.deepEqual(whole, [{ name: 'triage', data: '{"a":"爆通讯录"}' }, { name: 'text', data: '{"text":"别慌😀"}' }])
  for (let size = 1; size < 40; size++) assert.deepEqual(read(text, size), whole, `pieces of ${size} bytes`)
})

test('two events in one chunk are two events', () => assert.equal(read('data: 1\n\ndata: 2\n\n', 100).length, 2))

test('lines may end in any of three ways, also across chunks', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    for (const size of [1, 2, 3, 100]) {
      const events = read(['event: a', 'data: 1', '', 'event: b', 'data: 2', '', ''].join(end) , size)
      assert.deepEqual(events, [{ name: 'a', data: '1' }, { name: 'b', data: '2' }], JSON.stringify(end))
    }
  }
})

test('comments and unknown fields say nothing, several data lines are one text, no name means message', () =>
  assert.deepEqual(read(': alive\n\nid: 7\nretry: 1\ndata: a\ndata:b\ndata\n\n', 100), [{ name: 'message', data: 'a\nb\n' }]))

test('an event that does not end is none, and a name without data neither', () =>
  assert.deepEqual(read('event: a\n\ndata: half', 100), []))

test('a refusal in plain JSON can be read as long as no event came', () => {
  const reader = new EventReader()
  reader.take('{"title":"请求')
  reader.take('太大。"}')
  assert.equal(reader.head, '{"title":"请求太大。"}')
  reader.take('\n\ndata: 1\n\n')
  assert.equal(reader.head, null)
})
