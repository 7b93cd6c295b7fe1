/** Answers as the service gives them, shortened. */
const entry = (id, group, text, more = {}) => ({
  id, group, text, status: 'applies', why: `${text}的理由`, dependsOn: [],
  basis: [{ law: 'civil-code', title: '民法典', article: '第四百六十五条', binding: 'law', effectiveFrom: '2021-01-01', effectiveTo: null, summary: '合同只约束签合同的人。' }],
  ...more,
})

const answer = {
  id: 'answer-1', conversationId: 'kZ0m2vXq3Yt8b1LwQ9sRfA', asOf: '2026-11-23', knowledgeVersion: 'v', scope: 'in-scope',
  triage: { topics: [], urgency: 'info', signals: [] },
  answer: { verdict: '有可能，接不接都没有保证。', text: '为什么：\n- 接不接电话都没有保证。[1]\n\n现在可以先做：\n1. 先告诉家人。', writer: 'extractive', generatedByAi: false, label: null, confidence: 1 },
  facts: [],
  checklist: [
    entry('r', 'rights', '家人没有义务替你还。'),
    entry('m', 'collectors-must-not', '不该叫家人替你还。', { status: 'may-apply', dependsOn: ['contacts-called'], basis: [
      { law: 'gbt', title: '催收国家标准', article: '业务管理部分', binding: 'recommended-standard', effectiveFrom: '2025-08-01', effectiveTo: '2027-01-01', summary: '不向联系人催收。' }] }),
    entry('d', 'do-now', '先告诉家人。'),
    entry('e', 'evidence', '留好录音。'),
    entry('c', 'complain', '先向放款机构投诉。'),
    entry('w', 'caution', '债还是要还。'),
  ],
  citations: [{ n: 1, articleId: 'answering-the-call', title: '接了电话还会爆吗', heading: '接电话不是保证', text: '**接不接**电话，都没有保证。', score: 1, reviewed: true, url: '/articles/answering-the-call' }],
  followUps: [
    { fact: 'contacts-called', question: '催收联系你的家人了吗？', options: [{ value: true, label: '已经联系了' }, { value: false, label: '还没有' }] },
    { fact: 'contacts-called-who', question: '联系了谁？', options: [{ value: ['family'], label: '家人' }, { value: ['friend'], label: '朋友' }, { value: ['workplace'], label: '单位' }] },
  ],
  channels: [
    { id: 'nfra-12378', name: '12378 投诉热线', operator: '金融监管总局', phone: '12378', url: 'https://www.nfra.gov.cn', hours: null, when: '机构不理时', notFor: ['减免债务'], prepare: ['合同'], timeLimit: '30 日内', checked: '2026-11-23' },
    { id: 'institution', name: '放款机构', operator: '银行', phone: null, url: null, hours: null, when: '先找它', notFor: [], prepare: [], timeLimit: null, checked: '2026-11-23' },
  ],
  letters: [], relatedQuestions: ['催收能联系我的家人吗'], notices: ['条文以清单为准。'], disclaimer: '一般信息，不是法律意见。',
}

const crisis = {
  ...answer,
  triage: { topics: [], urgency: 'emergency', signals: [{ id: 's', text: '先让自己安全。' }] },
  answer: { ...answer.answer, verdict: '先让你安全，别的都可以等。', text: '选一件小事：\n\n- 马上会伤害自己：打 110 或 120。\n- 撑不住：拨 12356。' },
  checklist: [], citations: [], followUps: [], relatedQuestions: [], notices: [], disclaimer: '',
  channels: [{ ...answer.channels[0], id: 'police-110', name: '110 报警', phone: '110' }, { ...answer.channels[0], id: 'psych', name: '12356 热线', phone: '12356' }, { ...answer.channels[0], id: 'other', phone: '99999' }],
}

module.exports = { answer, crisis }
