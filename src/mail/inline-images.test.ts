// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentIdOf, contentIdsIn, dataImagesIn, megabytes, withImageSources } from './inline-images.ts';

test('content ids are found wherever a body shows a picture, once each and decoded', () => {
  const html = `<img src="cid:a@x"><table background="CID:b%40x"><tr><td style="background:url('cid:c@x') red">
    <img src="cid:a@x"><img src="https://x.example/cid:no"></td></tr></table><p>cid:text@x</p>`;
  expect(contentIdsIn(html)).toEqual(['a@x', 'b@x', 'c@x']);
  expect(contentIdsIn('<p>none</p>')).toEqual([]);
  expect(contentIdOf('cid:100%')).toBe('100%');
  expect(contentIdOf('https://cid.example')).toBeNull();
});

test('sizes are said as people say them', () => {
  expect([300, 40_000, 5 * 1024 * 1024, 5 * 1024 * 1024 + 1].map(megabytes)).toEqual([
    '1 KB',
    '40 KB',
    '5 MB',
    '5.1 MB',
  ]);
});

test('giving pictures other addresses changes those addresses and not a byte else', () => {
  const url = 'data:image/png;base64,AAAA';
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      `<img src="${url}">`,
      `<img alt="x > y" src="${url}" width="3">`,
      `<p title="src=&quot;${url}&quot;">`,
      `text src="${url}" text`,
      `<img src="cid:other@x">`,
      '<!-- <img src="x"> -->',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const body = document.implementation.createHTMLDocument('').body;
      body.innerHTML = pieces.join('');
      const html = body.innerHTML;
      const changed = withImageSources(html, new Map([[url, 'cid:new@x']]));
      for (const image of body.querySelectorAll(`[src="${url}"]`)) image.setAttribute('src', 'cid:new@x');
      expect(changed).toBe(body.innerHTML);
      expect(dataImagesIn(changed)).toEqual([]);
      expect(withImageSources(html, new Map())).toBe(html);
    }),
    { numRuns: 300 },
  );
});
