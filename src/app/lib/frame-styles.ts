import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

/** A frame is as high as what it shows, so nothing in it may be as high as the frame: newsletters like to ask for it. */
const own = `
  html { overflow-x: auto; overflow-y: hidden; background: #fff; color-scheme: light; }
  :root:root, :root:root > body { height: auto !important; min-height: 0 !important; }
  body { display: flow-root; margin: 0; overflow-wrap: break-word; }
  img:is([data-held-src], [data-held-srcset]) { outline: 1px dashed #8a857c; outline-offset: -1px; border-radius: 4px; }
`;

/** In the first layer of all, where what is important wins over all that a message says: no mail hides what was found in it. */
const findingStyle = `
  @layer findings {
    ::highlight(finding-block) { color: #a81f15 !important; background-color: #fdeae8 !important; text-decoration: underline 2px #b42318 !important; }
    ::highlight(finding-warn) { color: #855000 !important; background-color: #fdf0d9 !important; text-decoration: underline 2px #9a5b00 !important; }
  }
`;

const findingStyleByNight = `
  @layer findings {
    ::highlight(finding-block) { color: #f49a91 !important; background-color: #421a17 !important; text-decoration-color: #f1867b !important; }
    ::highlight(finding-warn) { color: #ecb866 !important; background-color: #362709 !important; text-decoration-color: #e5ab52 !important; }
  }
`;

/** How the desk shows a message that has no look of its own. */
export const deskStyle = `
  ${findingStyle}
  @font-face { font-family: Inter; font-weight: 100 900; src: url("${inter}") format("woff2"); }
  ${own}
  html { color: #1d1b18; }
  body { font: 14px/1.5 Inter, ui-sans-serif, system-ui, sans-serif; }
  img { max-width: 100%; }
  img:not([height]) { height: auto; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #d3cec6; }
  pre { white-space: pre-wrap; }
  a { color: #2f4ad0; }
  body > :first-child { margin-top: 0; }
  body > :last-child { margin-bottom: 0; }
  [data-quoted], [data-signature] { display: none; }
  html[data-show-quoted] [data-quoted] { display: block; margin-top: 12px; }
  html[data-show-signature] [data-signature] { display: block; }
`;

/** The surface and ink of the desk at night: a frame does not see its variables. */
export const deskStyleByNight = `
  @media (prefers-color-scheme: dark) {
    ${findingStyleByNight}
    html { background: #1b1b1f; color: #ececf0; color-scheme: dark; }
    a { color: #8ba0ff; }
    blockquote { border-color: #3d3d45; }
  }
`;

/** What a message gets from a recipient's mail program: a margin, a common font, and else the browser's own styles. */
export const recipientStyle = `
  ${own}
  :root:root { color-scheme: only light !important; }
  html { color: #222; }
  body { padding: 16px; font: 14px/1.5 Arial, Helvetica, sans-serif; }
`;

/** In the first layer too: no mail hides what changed in it. */
export const changeStyle = `
  @layer changes {
    ins, del { display: inline !important; visibility: visible !important; opacity: 1 !important; border-radius: 2px; padding: 0 1px; font-size: max(1em, 11px) !important; text-decoration-thickness: 1px !important; }
    ins, ins * { color: #14683f !important; background: #e3f4ea !important; }
    del, del * { color: #a81f15 !important; background: #fdeae8 !important; }
    ins { text-decoration-line: underline !important; }
    del { text-decoration-line: line-through !important; margin-inline-end: 2px; }
    ins::before, del::before { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; content: "added: "; }
    del::before { content: "removed: "; }
    ins img { outline: 2px solid #1a7f4e !important; }
    del img { outline: 2px dashed #b42318 !important; opacity: 0.5 !important; }
    span[data-change] { border-bottom: 2px dotted #9a5b00 !important; }
  }
`;

export const changeStyleByNight = `
  @media (prefers-color-scheme: dark) {
    @layer changes {
      ins, ins * { color: #6bd09a !important; background: #14301f !important; }
      del, del * { color: #f49a91 !important; background: #421a17 !important; }
      span[data-change] { border-color: #e5ab52 !important; }
    }
  }
`;
