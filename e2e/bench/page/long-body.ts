const words =
  'the crew comes on tuesday to look at the skylight and the tiles above the kitchen before it rains again so please keep the gate open for them'.split(
    ' ',
  );

/** A mail as a thread of replies and newsletters grows it: paragraphs, layout tables, quotes; `kilobytes` long at least. */
export function longBody(kilobytes: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let n = 0; length < kilobytes * 1000; n++) {
    const text = words.map((_, index) => words[(index * 7 + n * 3) % words.length]).join(' ');
    const part =
      n % 5 === 4
        ? `<table width="600" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><tbody><tr><td width="300" valign="top" style="padding:8px;font-family:Arial,sans-serif;font-size:13px"><b>Item ${n}</b><br>${text}</td><td width="300" style="padding:8px;background-color:#f4f4f4"><a href="https://shop.example/${n}" style="color:#2f4ad0">${text.slice(0, 40)}</a></td></tr></tbody></table>`
        : n % 5 === 3
          ? `<blockquote style="margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex"><div>${text}</div></blockquote>`
          : `<p class="MsoNormal" style="margin:0 0 8px 0"><span style="font-size:11pt;font-family:Calibri,sans-serif">${text} <i>number ${n}</i>.</span></p>`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('\n');
}
