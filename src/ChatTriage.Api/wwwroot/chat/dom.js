/**
 * Creates an element. Strings among the children become text, never markup: whatever a question, a model or the knowledge base
 * contains is shown as it was written.
 * @param {string} name tag name
 * @param {Record<string, unknown>} attributes "class", "aria-…" and so on; a function is a listener for the event of that name;
 *   false, null and undefined leave the attribute out, true sets it empty
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** A link to another page; null for an address that is no web address, such as javascript:. */
export function link(address, base, ...children) {
  const url = webAddress(address, base);
  return url && h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/** A link that calls; digits and hyphens only. */
export function call(phone, ...children) {
  return h('a', { href: `tel:${phone.replace(/[^\d-]/g, '')}` }, ...children);
}

function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
