// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import { EditorState } from '@tiptap/pm/state';
import createDOMPurify from 'dompurify';
import { describe, expect, it } from 'vitest';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { inertBody } from './inert-html.ts';
import { parseHtml } from './parse-html.ts';
import { serialise } from './serialise.ts';

const schema = getSchema(bodyExtensions);
const purify = createDOMPurify(window);
const sanitise = (html: string) => purify.sanitize(html, { FORCE_BODY: true, ADD_TAGS: ['style'] });
const walk = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.html'))
    .map((f) => path.join(dir, f))
    .sort();
const bodies = walk('../shared/corpus/html');
const problems = (expected: Node, found: Node, list: string[]) => {
  if (expected.nodeName !== found.nodeName) list.push(`${expected.nodeName} became ${found.nodeName}`);
  else if (expected.nodeType === 3) {
    if (expected.nodeValue !== found.nodeValue)
      list.push(`text ${JSON.stringify(expected.nodeValue)} became ${JSON.stringify(found.nodeValue)}`);
  } else {
    if (
      expected.nodeType === 1 &&
      (expected as Element).cloneNode(false).isEqualNode((found as Element).cloneNode(false)) === false
    )
      list.push(
        `attrs of ${(expected.cloneNode(false) as Element).outerHTML} became ${(found.cloneNode(false) as Element).outerHTML}`,
      );
    if (expected.childNodes.length !== found.childNodes.length)
      list.push(
        `children of ${(expected as Element).outerHTML?.slice(0, 300)} became ${(found as Element).outerHTML?.slice(0, 300)}`,
      );
    else
      expected.childNodes.forEach((child, index) => problems(child, found.childNodes[index] as Node, list));
  }
};
describe('x', () => {
  let opened = 0,
    letters = 0,
    good = 0,
    goodBodies = 0;
  for (const file of bodies)
    it(file, () => {
      const html = sanitise(readFileSync(file, 'utf8'));
      const t0 = performance.now();
      const body = parseHtml(html, schema);
      expect(serialise(body, body.doc)).toBe(html);
      // forced rendering
      const positions: [number, number][] = [];
      body.doc.descendants((node, pos) => {
        if (node.isText) positions.push([pos, node.nodeSize]);
      });
      const original = inertBody(html);
      const bad: string[] = [];
      const step = Math.max(1, Math.floor(positions.length / 25));
      for (let i = 0; i < positions.length; i += step) {
        const [pos, size] = positions[i] as [number, number];
        for (const at of new Set([pos + (size >> 1), pos, pos + size])) {
          const state = EditorState.create({ doc: body.doc });
          const tr = state.tr.insert(at, schema.text('☃', (body.doc.nodeAt(pos) as any).marks));
          const out = serialise(body, tr.doc);
          const list: string[] = [];
          const found = inertBody(out);
          const w = document.createTreeWalker(found, 4);
          let n = 0;
          while (w.nextNode())
            if (w.currentNode.nodeValue?.includes('☃')) {
              n++;
              w.currentNode.nodeValue = w.currentNode.nodeValue.replace('☃', '');
            }
          problems(original, found, list);
          if (n !== 1) list.push(`snowmen ${n}`);
          letters++;
          if (list.length === 0) good++;
          else bad.push(`@${at} ${list[0]}`);
        }
      }
      if (bad.length === 0) goodBodies++;
      console.log(
        `${file} ${positions.length} ${Math.round(performance.now() - t0)}ms bad ${bad.length} ${bad.slice(0, 2).join(' | ').slice(0, 1200)}`,
      );
    }, 60000);
  it('sum', () => console.log({ letters, good, goodBodies, of: bodies.length }));
});
