/**
 * Texts that would do something where they are taken for markup, code or a control: each of them, where a page lets it,
 * counts `window.__ran` up. A router, or somebody who sends in its name, can say any of them.
 */
const run = 'window.__ran=(window.__ran||0)+1'

export const markup: readonly string[] = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `"><svg onload=${run}>`,
  `'><img src=x onerror='${run}'>`,
  `<svg><script>${run}</script></svg>`,
  `<body onload="${run}">`,
  `<iframe srcdoc="<script>parent.${run.replaceAll('window', 'parent.window')}</script>"></iframe>`,
  `<iframe src="javascript:${run}"></iframe>`,
  `javascript:${run}`,
  `<a href="javascript:${run}" autofocus onfocus="${run}">a</a>`,
  `<details open ontoggle="${run}">`,
  `<input autofocus onfocus="${run}">`,
  `<video><source onerror="${run}"></video>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${run}">`,
  `<style>@import'data:text/css,*{color:red}';</style><x onanimationstart="${run}">`,
  `</title><script>${run}</script>`,
  `</style></script><script>${run}</script>`,
  `<!--><img src=x onerror="${run}">-->`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `\${${run}}`,
  `{{constructor.constructor('${run}')()}}`,
  `{@html "<img src=x onerror=${run}>"}`,
  `a\r\nSet-Cookie: b=c\r\n\r\n<script>${run}</script>`,
  `\u202e\u2066<script>${run}</script>\u2069\u0000\u001b]0;x\u0007`,
  `=cmd|' /C calc'!A0<object data="javascript:${run}">`,
]
