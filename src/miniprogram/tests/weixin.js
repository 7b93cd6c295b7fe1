const path = require('node:path')
const { JSDOM } = require('jsdom')

/** The parts of WeChat that the component needs: a page to draw on, and `wx` whose requests a test answers. */
const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://mini.test' })
for (const name of ['window', 'document', 'HTMLElement', 'Node', 'Event', 'CustomEvent', 'getComputedStyle']) {
  Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true })
}

const simulate = require('miniprogram-simulate')
const exparser = require('miniprogram-exparser')
const component = path.resolve(__dirname, '../chat-triage')

/** One request of the component, to be answered as the test likes. */
class FakeRequest {
  constructor(options, streams) {
    this.options = options
    this.isAborted = false
    this.task = {
      abort: () => {
        if (this.isAborted) return
        this.isAborted = true
        setTimeout(() => options.fail && options.fail({ errMsg: 'request:fail abort' }))
      },
    }
    if (streams) this.task.onChunkReceived = receive => { this.receive = receive }
  }

  get path() {
    return new URL(this.options.url).pathname
  }

  /** Bytes as the network delivers them: each chunk a buffer of its own. */
  chunk(bytes) {
    this.receive({ data: Uint8Array.from(bytes).buffer })
  }

  /** An event of the stream. */
  event(name, data) {
    this.chunk(Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`))
  }

  end(statusCode = 200, data = '') {
    this.options.success({ statusCode, data })
  }

  fail() {
    this.options.fail({ errMsg: 'request:fail' })
  }
}

/** A `wx` that remembers what it was asked to do. */
class Weixin {
  constructor({ streams = true } = {}) {
    this.requests = []
    this.calls = []
    this.copied = []
    this.toasts = []
    globalThis.wx = {
      request: options => {
        const request = new FakeRequest(options, streams && options.enableChunked)
        this.requests.push(request)
        return request.task
      },
      makePhoneCall: ({ phoneNumber }) => this.calls.push(phoneNumber),
      setClipboardData: ({ data }) => this.copied.push(data),
      showToast: ({ title }) => this.toasts.push(title),
    }
  }

  get last() {
    return this.requests[this.requests.length - 1]
  }
}

/** Timers that go off when a test says so, until the test ends. */
class Clock {
  constructor(test) {
    this.now = 0
    this.timers = new Map()
    const { setTimeout, clearTimeout } = globalThis
    globalThis.setTimeout = (action, delay = 0) => {
      const timer = {}
      this.timers.set(timer, { action, at: this.now + delay })
      return timer
    }
    globalThis.clearTimeout = timer => this.timers.delete(timer)
    test.after(() => Object.assign(globalThis, { setTimeout, clearTimeout }))
  }

  pass(milliseconds) {
    this.now += milliseconds
    for (const [timer, { action, at }] of this.timers) {
      if (at > this.now) continue
      this.timers.delete(timer)
      action()
    }
  }
}

/** Draws the chat or one of its parts, and finds what a reader sees. */
class Screen {
  constructor(name, properties) {
    this.root = simulate.render(simulate.load(path.join(component, name), { rootPath: component, compiler: 'simulate' }), properties)
    this.place = document.createElement('div')
    this.root.attach(this.place)
    Screen.drawn.push(this)
  }

  /** Leaves all screens, as a reader does: what they still wait for must not reach the next test. */
  static leaveAll() {
    for (const screen of Screen.drawn.splice(0)) screen.remove()
  }

  get text() {
    return this.place.textContent
  }

  get html() {
    return this.place.innerHTML
  }

  /** All elements of a class, also inside the parts that the component is made of. */
  all(name) {
    const found = []
    const visit = node => {
      if (String(node.className || '').split(' ').some(each => each === name || each.endsWith(`--${name}`))) found.push(node)
      for (const child of node.children) visit(child)
    }
    visit(this.place)
    return found
  }

  texts(name) {
    return this.all(name).map(node => node.textContent)
  }

  /** Taps the element of a class that contains the words. */
  async tap(name, words = '') {
    const node = this.all(name).find(each => each.textContent.includes(words))
    if (!node) throw new Error(`nothing of class ${name} says ${words}: ${this.texts(name).join(' | ')}`)
    touch(node)
    await this.settle()
  }

  /** Chooses a value in the picker of a class. */
  async choose(name, value) {
    const picker = this.all(name)[0].__wxElement
    exparser.Event.dispatchEvent(picker, exparser.Event.create('change', { value }, { bubbles: false, composed: false }))
    await this.settle()
  }

  settle() {
    return simulate.sleep(20)
  }

  remove() {
    this.root.detach()
  }
}

/** What WeChat makes of a finger: the component system recognises a tap by it. */
function touch(node) {
  const at = { identifier: 1, target: node, clientX: 1, clientY: 1, pageX: 1, pageY: 1 }
  for (const [type, touches] of [['touchstart', [at]], ['touchend', []]]) {
    const event = new window.Event(type, { bubbles: true, cancelable: true })
    Object.assign(event, { touches, changedTouches: [at] })
    node.dispatchEvent(event)
  }
}

Screen.drawn = []

module.exports = { Weixin, Clock, Screen }
