/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = 0xfffd

/**
 * Decodes UTF-8 that comes in pieces (WHATWG Encoding, section 8.1.1): a character that is cut in two waits for its other half. Some
 * base libraries have no TextDecoder, and the network cuts wherever it likes.
 */
class Utf8Decoder {
  constructor() {
    this.reset()
  }

  /**
   * The text of the bytes so far that has not been returned yet.
   * @param {Uint8Array} bytes
   * @returns {string}
   */
  decode(bytes) {
    const points = []
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]
      if (this.needed === 0) {
        this.begin(byte, points)
      } else if (byte < this.lower || byte > this.upper) {
        // What came before is cut off; this byte begins anew.
        points.push(REPLACEMENT)
        this.reset()
        i--
      } else {
        this.lower = 0x80
        this.upper = 0xbf
        this.point = (this.point << 6) | (byte & 0x3f)
        if (--this.needed === 0) points.push(this.point)
      }
    }
    return text(points)
  }

  /** The end of the text: half a character that waits in vain is replaced. */
  finish() {
    const isCut = this.needed > 0
    this.reset()
    return isCut ? String.fromCharCode(REPLACEMENT) : ''
  }

  begin(byte, points) {
    if (byte < 0x80) {
      points.push(byte)
    } else if (byte >= 0xc2 && byte <= 0xdf) {
      this.expect(1, byte & 0x1f)
    } else if (byte >= 0xe0 && byte <= 0xef) {
      this.expect(2, byte & 0x0f)
      if (byte === 0xe0) this.lower = 0xa0
      if (byte === 0xed) this.upper = 0x9f
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      this.expect(3, byte & 0x07)
      if (byte === 0xf0) this.lower = 0x90
      if (byte === 0xf4) this.upper = 0x8f
    } else {
      points.push(REPLACEMENT)
    }
  }

  expect(count, bits) {
    this.needed = count
    this.point = bits
  }

  reset() {
    this.needed = 0
    this.point = 0
    this.lower = 0x80
    this.upper = 0xbf
  }
}

function text(points) {
  let result = ''
  for (const point of points) {
    result += point > 0xffff
      ? String.fromCharCode(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
      : String.fromCharCode(point)
  }
  return result
}

module.exports = { Utf8Decoder }
