const { Utf8Decoder } = require('./utf8')

/** Reads server-sent events (WHATWG HTML, section 9.2.6) from bytes, however the network cuts them. */
class EventReader {
  constructor() {
    this.decoder = new Utf8Decoder()
    this.line = ''
    this.name = ''
    this.data = []
    this.isAfterReturn = false
    /** Everything as long as no event was read: a refusal comes as plain JSON. */
    this.head = ''
  }

  /**
   * The events that the bytes complete.
   * @param {ArrayBuffer} buffer
   * @returns {{ name: string, data: string }[]}
   */
  read(buffer) {
    return this.take(this.decoder.decode(new Uint8Array(buffer)))
  }

  /** The events of text that came in one piece. */
  take(text) {
    const events = []
    for (const character of text) {
      const isSecondHalf = character === '\n' && this.isAfterReturn
      this.isAfterReturn = character === '\r'
      if (isSecondHalf) continue
      if (character !== '\n' && character !== '\r') this.line += character
      else this.endLine(events)
    }
    if (this.head !== null) this.head = events.length > 0 ? null : this.head + text
    return events
  }

  endLine(events) {
    const line = this.line
    this.line = ''
    if (line === '') {
      if (this.data.length > 0) events.push({ name: this.name || 'message', data: this.data.join('\n') })
      this.name = ''
      this.data = []
      return
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    // A line that begins with a colon is a comment; other fields are not ours.
    if (field === 'event') this.name = value
    if (field === 'data') this.data.push(value)
  }
}

module.exports = { EventReader }
