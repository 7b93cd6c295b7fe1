const test = require('node:test')
const assert = require('node:assert/strict')
const { Utf8Decoder } = require('../chat-triage/utf8')

/** The text of bytes that come in pieces cut at the given places. */
function decoded(bytes, cuts) {
  const decoder = new Utf8Decoder()
  let text = ''
  let from = 0
  for (const to of [...cuts, bytes.length]) {
    text += decoder.decode(bytes.subarray(from, to))
    from = to
  }
  return text + decoder.finish()
}

/** The same numbers on every run. */
function* numbers(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state
  }
}

test('a text may be cut anywhere', () => {
  const text = '还会爆通讯录吗？é€😀\u0000\u07ff\u0800\uffff'
  const bytes = new TextEncoder().encode(text)
  for (let cut = 0; cut <= bytes.length; cut++) assert.equal(decoded(bytes, [cut]), text)
  assert.equal(decoded(bytes, [...bytes.keys()].slice(1)), text)
})

test('what is no UTF-8 is replaced as the standard says', () => {
  const wrong = [
    [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x80, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80],
    [0xf5], [0xff], [0xe4, 0xb8], [0xf0, 0x9f, 0x98, 0x41], [0xe4, 0x41, 0xb8, 0xad], [0xe4, 0xe4, 0xb8, 0xad],
  ]
  for (const bytes of wrong.map(each => Uint8Array.from(each))) {
    assert.equal(decoded(bytes, []), new TextDecoder().decode(bytes), bytes.toString())
  }
})

test('random bytes in random pieces give what the standard decoder gives', () => {
  const random = numbers(7)
  const next = most => random.next().value % most
  for (let run = 0; run < 2000; run++) {
    // Lead bytes and continuations are more likely than chance would have them.
    const bytes = Uint8Array.from({ length: next(24) }, () => [next(256), 0x80 + next(64), 0xe0 + next(16), 0xf0 + next(5), next(128)][next(5)])
    const cuts = [next(bytes.length + 1), next(bytes.length + 1)].sort((a, b) => a - b)
    assert.equal(decoded(bytes, cuts), new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), bytes.toString())
  }
})
