import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { sanitiseCss } from './mail-css.ts';
import { holdRemoteImages, releaseRemoteImages } from './remote-images.ts';

const { DOMParser } = new JSDOM('').window;
const bodyOf = (html: string) => new DOMParser().parseFromString(`<body>${html}`, 'text/html').body;

/** Every address that showing this would ask for, by a reading of its own. */
function asked(body: HTMLElement): string[] {
  const fetching = [...body.querySelectorAll('[src],[srcset],[background]')].flatMap((element) =>
    ['src', 'srcset', 'background'].map((name) => element.getAttribute(name) ?? ''),
  );
  const css = [...body.querySelectorAll('style')].map((style) => style.textContent ?? '');
  const styles = [...body.querySelectorAll('[style]')].map((element) => element.getAttribute('style') ?? '');
  return [
    ...fetching.filter((value) => !/^\s*(?:data:|cid:|$)/i.test(value)),
    ...[...css, ...styles].flatMap(
      (text) => text.match(/url\(\s*["']?(?!data:|cid:|#)[^)\s"'][^)]*/gi) ?? [],
    ),
  ];
}

describe('a remote image', () => {
  const held: [string, number][] = [
    ['<img src="https://x.org/a.png" width="5" height="6" alt="a">', 1],
    ['<img src="//x.org/a.png"><img src="/pixel">', 2],
    ['<img srcset="https://x.org/1.png 1x, https://x.org/2.png 2x" src="https://x.org/a.png">', 1],
    ['<table background="http://x.org/a.png"><tbody><tr><td>x</td></tr></tbody></table>', 1],
    ['<p style="color:red;background:URL( \'http://x.org/a.png\' )">x</p>', 1],
    ['<p style="background:u\\72l(http://x.org/a.png)">x</p>', 1],
    ['<p style="background:image-set(&quot;a.png&quot; 1x, url(//x.org/b) 2x)">x</p>', 2],
    ['<p style="--x:&quot;https://x.org/a.png&quot;">x</p>', 1],
    ['<style>@font-face{src:url(https://x.org/f)} a{background:url("https://x.org/a")}</style>x', 2],
  ];
  it.each(held)('waits in %s, and comes back exactly', (html, count) => {
    const body = bodyOf(html);
    const before = body.innerHTML;
    expect(holdRemoteImages(body)).toBe(count);
    expect(asked(body)).toEqual([]);
    releaseRemoteImages(body);
    expect(body.innerHTML).toBe(before);
  });

  it('is a bare anchor as well, which would fetch the page around the message', () => {
    const body = bodyOf('<img src="#"><img srcset="#a 2x">');
    expect(holdRemoteImages(body)).toBe(2);
    expect(body.innerHTML).not.toMatch(/\ssrc(?:set)?="#/);
  });

  it('keeps its size while it waits', () => {
    const body = bodyOf('<img src="https://x.org/a.png" width="5" height="6">');
    holdRemoteImages(body);
    expect(body.querySelector('img[width="5"][height="6"]')?.getAttribute('src')).toMatch(/^data:image\/gif/);
  });

  it('is not what the message brings along, nor a link', () => {
    const html =
      '<img src="cid:a"><img src="data:image/png;base64,AA=="><a href="https://x.org">x</a><p style="font-family:\'A\'">x</p>';
    const body = bodyOf(html);
    expect(holdRemoteImages(body)).toBe(0);
    expect(body.innerHTML).toBe(html);
  });
});

const corpus = new URL('../../../shared/corpus/html/', import.meta.url);
const there = existsSync(corpus);
const names = there
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
  : [];
describe.runIf(there)('the corpus', () => {
  it.each(names)('%s asks nobody while its images wait, and is itself again', (name) => {
    const body = bodyOf(readFileSync(new URL(name, corpus), 'utf8'));
    for (const script of body.querySelectorAll('script, iframe, video, svg, input, source, audio, embed'))
      script.remove();
    for (const style of body.querySelectorAll('style'))
      style.textContent = sanitiseCss(style.textContent ?? '', 'message').css;
    const before = body.innerHTML;
    holdRemoteImages(body);
    expect(asked(body)).toEqual([]);
    releaseRemoteImages(body);
    expect(body.innerHTML).toBe(before);
  });
});
describe.runIf(!there)('the corpus', () => {
  it('is not beside this checkout', () => expect(there).toBe(false));
});
