/** One answer as cards, in the order that a frightened person needs; `cards` is made by cards.js. */
Component({
  properties: {
    cards: { type: Object, value: null },
    /** The service's address, for links to whole articles. */
    service: { type: String, value: '' },
  },

  data: { openSource: 0 },

  methods: {
    onCall(event) {
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone, fail() {} })
    },

    onSource(event) {
      const { n } = event.currentTarget.dataset
      this.setData({ openSource: this.data.openSource === n ? 0 : n })
    },

    onCopyLink(event) {
      wx.setClipboardData({ data: this.data.service.replace(/\/+$/, '') + event.currentTarget.dataset.url, fail() {} })
    },

    onRelated(event) {
      this.triggerEvent('ask', { question: event.currentTarget.dataset.question })
    },

    onChoose(event) {
      this.triggerEvent('choose', event.detail)
    },
  },
})
