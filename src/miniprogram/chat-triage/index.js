const { ask, forget } = require('./service')
const { cardsOf } = require('./cards')

/** What people ask most; tapping one asks it. */
const COMMON = [
  '网贷逾期接电话了还会爆通讯录吗',
  '催收打到我单位了怎么办',
  '催收说要上门怎么办',
  '催收说要起诉我，是真的吗',
  '逾期了会坐牢吗',
  '实在还不上，怎么协商',
]

/** Older turns are dropped: a cheap phone draws no hundred answers. */
const MOST_TURNS = 20

/**
 * The chat: asks the service, shows the answers as cards, asks again when a follow-up is tapped.
 * Event `answered` tells the host how urgent an answer is, never what was asked.
 */
Component({
  properties: {
    /** The service's address, such as https://example.com; one of the app's request domains. */
    service: { type: String, value: '' },
    /** A question to begin with. */
    question: { type: String, value: '' },
    /** The care mode: large type. */
    large: { type: Boolean, value: false },
  },

  data: { turns: [], draft: '', isBusy: false, common: COMMON, lastTurn: '' },

  lifetimes: {
    attached() {
      this.reset()
      if (this.data.question) this.ask({ question: this.data.question, label: this.data.question, facts: {} })
    },
    detached() {
      this.abort()
    },
  },

  methods: {
    onDraft(event) {
      this.setData({ draft: event.detail.value })
    },

    onSend() {
      const question = this.data.draft.trim()
      if (question === '') return
      this.setData({ draft: '' })
      this.ask({ question, label: question, facts: {} })
    },

    onAsk(event) {
      const question = event.detail.question || event.currentTarget.dataset.question
      this.ask({ question, label: question, facts: {} })
    },

    /** A follow-up question was answered: the same question again, with one fact more. */
    onChoose(event) {
      const asked = this.requests[event.currentTarget.dataset.key]
      const { fact, value, label } = event.detail
      this.ask({ question: asked.question, label, facts: { ...asked.facts, [fact]: value } })
    },

    onRetry(event) {
      const index = this.data.turns.findIndex(turn => turn.key === event.currentTarget.dataset.key)
      if (this.data.isBusy || index < 0) return
      this.setData({ [`turns[${index}].fault`]: null, [`turns[${index}].isOpen`]: true })
      this.send(index)
    },

    onForget() {
      const isOnlyHere = !this.conversationId
      const clear = isForgotten => {
        if (isForgotten) this.reset()
        wx.showToast({ title: isForgotten ? '已经忘记' : '没能忘记，请稍后再试', icon: 'none' })
      }
      this.abort()
      if (isOnlyHere) clear(true)
      else forget(this.address(), this.conversationId, clear)
    },

    /** A new question takes the place of one that is still waiting: it may be the one that matters. */
    ask(request) {
      this.supersede()
      const key = `turn-${++this.count}`
      this.requests[key] = request
      const settled = this.data.turns.map(turn => (turn.cards ? { ...turn, cards: { ...turn.cards, followUps: [], related: [] } } : turn))
      const turns = settled.concat({ key, label: request.label, cards: null, fault: null, isOpen: true }).slice(-MOST_TURNS)
      this.setData({ turns, lastTurn: key })
      this.send(turns.length - 1)
    },

    send(index) {
      const { question, facts } = this.requests[this.data.turns[index].key]
      this.setData({ isBusy: true })
      this.current = ask(this.address(), { question, conversationId: this.conversationId, facts }, {
        onPart: known => {
          this.conversationId = known.conversationId || this.conversationId
          this.setData({ [`turns[${index}].cards`]: cardsOf(known, false) })
        },
        onDone: answer => {
          this.conversationId = answer.conversationId
          this.setData({ [`turns[${index}].cards`]: cardsOf(answer, true), [`turns[${index}].isOpen`]: false, isBusy: false })
          this.triggerEvent('answered', { urgency: answer.triage.urgency })
        },
        onFail: fault => this.setData({ [`turns[${index}].fault`]: fault, [`turns[${index}].isOpen`]: false, isBusy: false }),
      })
    },

    supersede() {
      if (!this.data.isBusy) return
      this.abort()
      const turns = this.data.turns.map(turn => (turn.isOpen ? { ...turn, isOpen: false, fault: { text: '先回答下面这一句。', mayRetry: false } } : turn))
      this.setData({ turns })
    },

    onCall(event) {
      wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone, fail() {} })
    },

    address() {
      return this.data.service.replace(/\/+$/, '')
    },

    abort() {
      if (this.current) this.current.abort()
      this.current = null
      this.setData({ isBusy: false })
    },

    reset() {
      this.count = this.count || 0
      this.requests = {}
      this.conversationId = null
      this.setData({ turns: [], lastTurn: '', isBusy: false })
    },
  },
})
