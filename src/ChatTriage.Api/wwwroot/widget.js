// <script src="https://HOST/widget.js"></script><chat-triage></chat-triage>
// A classic script, so that one plain tag is enough; the element itself is made of modules that lie beside it.
(function () {
  const script = document.currentScript || document.querySelector('script[src$="/widget.js"]');
  import(new URL('chat/element.js', script.src).href);
})();
