// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import { history, undo } from '@tiptap/pm/history';
import { type Command, EditorState, Plugin } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { signatureMarkup } from '#mail/signature.ts';
import { inertBody } from '../../lib/inert-html.ts';
import { findParts } from '../folds/find-parts.ts';
import { foldState, foldsKey, nextFoldState } from '../folds/fold-state.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { hasSignature, insertSignature } from './insert-signature.ts';

const schema = getSchema(bodyExtensions);
const folder = path.join(import.meta.dirname, '../fixtures');
const bodies = readdirSync(folder)
  .filter((file) => file.startsWith('reply-'))
  .map((file) => [file, inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML] as const);

const mine = {
  name: 'My signature',
  html: '<div  style="color:red">NEW  Ann</div>\n<!-- x --><p>NEW Roofs</p>',
};
const ours = { name: 'Organisation signature', html: '<p>OURS</p>' };
const known = [mine, ours];

function open(html: string) {
  const body = parseHtml(html, schema);
  const button = () => document.createElement('span');
  const folds = new Plugin({
    key: foldsKey,
    state: {
      init: (_, { doc }) => foldState(doc, findParts(body), button),
      apply: (tr, value) => nextFoldState(tr, value, button),
    },
  });
  let state = EditorState.create({ doc: body.doc, plugins: [folds, history({ newGroupDelay: 0 })] });
  const run = (command: Command) => {
    command(state, (tr) => {
      state = state.apply(tr);
      state.doc.check();
    });
    return serialise(body, state.doc);
  };
  return {
    insert: (signature = mine) => run(insertSignature(signature, known, body.sources)),
    undo: () => run(undo),
    get present() {
      return hasSignature(state);
    },
  };
}

const markup = (html: string) => inertBody(signatureMarkup(html)).innerHTML;
const blank = '<div><br></div>';
const quote = '<div class="gmail_quote">On 1 May 2026 Ann wrote:<br><blockquote>OLD</blockquote></div>';

describe('a signature is put in', () => {
  it.each([
    ['an empty reply, below a line to write in', '', `${blank}${blank}SIG`],
    ['a reply, with a blank line above it', '<p>Hi</p>', `<p>Hi</p>${blank}SIG`],
    ['a reply that ends in a blank line', '<p>Hi</p><p><br></p>', '<p>Hi</p><p><br></p>SIG'],
    ['a reply, above its history', `<p>Hi</p>${quote}`, `<p>Hi</p>${blank}SIG${blank}${quote}`],
    [
      'a reply in a container, above the history in another one',
      `<div><p>Hi</p></div><div>${quote}</div>`,
      `<div><p>Hi</p></div>${blank}SIG${blank}<div>${quote}</div>`,
    ],
    [
      'a reply that shares its line with the history',
      'Hi<br><br>1 May 2026, 10:00, "Ann" &lt;a@x.example&gt;:<br><blockquote>OLD</blockquote>',
      `Hi<br>${blank}SIG${blank}1 May 2026, 10:00, "Ann" &lt;a@x.example&gt;:<blockquote>OLD</blockquote>`,
    ],
    ['a reply below its history', `${quote}<p>Hi</p>`, `${quote}<p>Hi</p>${blank}SIG`],
    [
      'words before a message that is passed on',
      '<p>fyi</p><div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann<br>Date: x<br>Subject: y<br>To: z<br>NEWS</div>',
      `<p>fyi</p>${blank}SIG${blank}<div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann<br>Date: x<br>Subject: y<br>To: z<br>NEWS</div>`,
    ],
  ])('to %s, byte for byte as it was saved', (_, html, expected) => {
    const reply = open(html);
    expect(reply.insert()).toBe(expected.replace('SIG', markup(mine.html)));
    expect(reply.present).toBe(true);
    expect(reply.undo()).toBe(html);
    expect(reply.present).toBe(false);
  });

  it('in an element of its own line, so that a line more is no second signature', () => {
    expect(open('<p>Hi</p>').insert({ name: 'x', html: 'Ann <b>Smith</b>' })).toContain(
      '<div class="gmail_signature" data-smartmail="gmail_signature"><div>Ann <b>Smith</b></div></div>',
    );
  });
});

describe('a signature appears once', () => {
  it.each(bodies)('in the place of the one in %s, and undo brings that back', (_, html) => {
    const reply = open(html);
    expect(reply.present).toBe(true);
    const replaced = reply.insert();
    expect(replaced).not.toContain('SIG');
    expect(replaced).not.toMatch(/>\s*--\s*</);
    expect(replaced.split(markup(mine.html))).toHaveLength(2);
    const order = [replaced.indexOf('OWN'), replaced.indexOf('NEW')];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(reply.undo()).toBe(html);
  });

  it('however often it is put in', () => {
    const reply = open(`<p>Hi</p>${quote}`);
    reply.insert();
    reply.insert(ours);
    expect(reply.insert()).toBe(`<p>Hi</p>${blank}${markup(mine.html)}${blank}${quote}`);
  });

  it('also where its words were there without a mark', () => {
    const drafted = `<p>Hi</p><p>NEW Ann</p><p>NEW Roofs</p><p><br></p>${quote}`;
    expect(open(drafted).insert()).toBe(`<p>Hi</p>${markup(mine.html)}<p><br></p>${quote}`);
  });

  it('and leaves that of the other side in the history alone', () => {
    const theirs = quote.replace('OLD', 'OLD<div class="gmail_signature">THEIRS</div>');
    expect(open(`<p>Hi</p>${theirs}`).insert()).toBe(
      `<p>Hi</p>${blank}${markup(mine.html)}${blank}${theirs}`,
    );
  });
});
