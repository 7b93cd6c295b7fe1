/** Items of the checklist; each opens to why, what it still hangs on, and the legal basis. */
Component({
  properties: { items: { type: Array, value: [] } },

  data: { open: '' },

  methods: {
    onTap(event) {
      const { id } = event.currentTarget.dataset
      this.setData({ open: this.data.open === id ? '' : id })
    },
  },
})
