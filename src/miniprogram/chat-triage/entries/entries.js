/**
 * Items of the checklist; each opens to why, what it still hangs on, until when, and the legal basis. Event `choose` carries the day
 * that starts a deadline, as a fact with value and label.
 */
Component({
  properties: { items: { type: Array, value: [] } },

  data: { open: '' },

  methods: {
    onTap(event) {
      const { id } = event.currentTarget.dataset
      this.setData({ open: this.data.open === id ? '' : id })
    },

    onDay(event) {
      const { fact, title } = event.currentTarget.dataset
      const day = event.detail.value
      this.triggerEvent('choose', { fact, value: day, label: `${title}：从 ${day} 起算` })
    },
  },
})
