import { call, h } from './dom.js';

/** A citation "[3]", or something that may be a telephone number. */
const MARKS = /\[(\d{1,2})\]|\d[\d-]{1,14}\d/g;

/**
 * The answer's text as paragraphs and lists: blank lines part them, "- " and "1. " begin entries.
 * @param {string} text
 * @param {{ phones: Set<string>, onCite?: (n: number) => void }} marks numbers to make callable, and what a tap on [n] does
 * @param {(entry: string) => boolean} isToldElsewhere entries to leave out
 */
export function blocks(text, marks, isToldElsewhere = () => false) {
  return text.split(/\n{2,}/).flatMap(paragraph => {
    const entries = [];
    const lines = [];
    for (const line of paragraph.split('\n')) {
      const entry = /^(?:- |\d{1,2}\. )(.+)$/.exec(line);
      if (entry) entries.push({ text: entry[1], isNumbered: !line.startsWith('- ') });
      else if (line.trim() !== '') lines.push(line);
    }
    const kept = entries.filter(entry => !isToldElsewhere(entry.text));
    // The heading of a list goes with its entries.
    if (entries.length > 0 && kept.length === 0) return [];
    const list = kept.length > 0 && h(kept[0].isNumbered ? 'ol' : 'ul', {}, kept.map(entry => h('li', {}, inline(entry.text, marks))));
    return [...lines.map(line => h('p', {}, inline(line, marks))), ...(list ? [list] : [])];
  });
}

/** One line of text, with numbers to tap. */
export function inline(text, { phones, onCite }) {
  const nodes = [];
  let at = 0;
  for (const mark of text.matchAll(MARKS)) {
    const node = mark[1] ? citation(Number(mark[1]), onCite) : phones.has(mark[0]) && call(mark[0], mark[0]);
    if (!node) continue;
    nodes.push(text.slice(at, mark.index), node);
    at = mark.index + mark[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

function citation(n, onCite) {
  return onCite && h('button', { type: 'button', class: 'cite', 'aria-label': `出处 ${n}`, click: () => onCite(n) }, String(n));
}
