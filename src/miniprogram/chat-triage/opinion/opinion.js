const { giveOpinion } = require('../service')

/** Whether an answer helped, with a word on it for those who have one. */
Component({
  properties: {
    /** The answer's id. */
    answer: { type: String, value: '' },
    service: { type: String, value: '' },
  },

  data: { helpful: null, comment: '', said: '', isSent: false, isBusy: false },

  methods: {
    onHelpful(event) {
      this.setData({ helpful: event.currentTarget.dataset.helpful === 'yes' })
    },

    onComment(event) {
      this.setData({ comment: event.detail.value })
    },

    onSend() {
      if (this.data.isBusy) return
      this.setData({ isBusy: true, said: '' })
      const opinion = { helpful: this.data.helpful, comment: this.data.comment.trim() || null }
      giveOpinion(this.data.service.replace(/\/+$/, ''), this.data.answer, opinion, fault => this.setData({ isBusy: false, isSent: fault === null, said: fault || '' }))
    },
  },
})
