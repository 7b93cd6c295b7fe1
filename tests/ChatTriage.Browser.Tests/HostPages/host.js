window.heard = [];
for (const name of ['triage-ready', 'triage-answer', 'triage-error', 'triage-forgotten']) {
  document.addEventListener(name, event => window.heard.push([name, event.detail]));
}
