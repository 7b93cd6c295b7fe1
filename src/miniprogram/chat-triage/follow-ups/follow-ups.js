/** Questions whose answer sharpens the checklist. Event `choose` carries fact, value and label; values that are lists may be combined. */
Component({
  properties: { questions: { type: Array, value: [] } },

  methods: {
    onOption(event) {
      const { question, option } = event.currentTarget.dataset
      const asked = this.data.questions[question]
      const tapped = asked.options[option]
      if (asked.isSeveral) this.setData({ [`questions[${question}].options[${option}].isChosen`]: !tapped.isChosen })
      else this.triggerEvent('choose', { fact: asked.fact, value: tapped.value, label: tapped.label })
    },

    onDone(event) {
      const asked = this.data.questions[event.currentTarget.dataset.question]
      const chosen = asked.options.filter(option => option.isChosen)
      if (chosen.length === 0) return
      this.triggerEvent('choose', {
        fact: asked.fact,
        value: [].concat(...chosen.map(option => option.value)),
        label: chosen.map(option => option.label).join('、'),
      })
    },
  },
})
