/** Where to turn: tap to call, tap to copy. */
Component({
  properties: { places: { type: Array, value: [] } },

  data: { open: '' },

  methods: {
    onTap(event) {
      const { id } = event.currentTarget.dataset
      this.setData({ open: this.data.open === id ? '' : id })
    },

    onCall(event) {
      // Whoever taps "cancel" needs no word about it.
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone, fail() {} })
    },

    onCopy(event) {
      wx.setClipboardData({
        data: event.currentTarget.dataset.text,
        fail: () => wx.showToast({ title: '没能复制，请长按', icon: 'none' }),
      })
    },
  },
})
