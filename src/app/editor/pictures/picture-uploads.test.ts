// @vitest-environment jsdom
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../../eventually-for-tests.ts';
import { Clipping, openEditor } from '../paste/editor-for-tests.ts';
import { fitting } from './picture-size.ts';

// jsdom decodes no pictures.
beforeAll(() => {
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.name === 'broken.png') throw new Error('cannot be decoded');
    return { width: 1200, height: 900, close: () => {} };
  });
});
afterAll(() => vi.unstubAllGlobals());

const png = (name: string, size = 10) => new File([new Uint8Array(size)], name, { type: 'image/png' });
const image = (id: string) =>
  `<img src="cid:${id}" alt="" width="600" height="450" style="max-width:100%;height:auto">`;

/** An upload that ends when the test says so. */
function slowDesk() {
  const waiting = new Map<string, { answer(contentId: string): void; refuse(reason: string): void }>();
  return {
    upload: (file: File) =>
      new Promise<{ contentId: string }>((resolve, reject) => {
        waiting.set(file.name, {
          answer: (contentId) => resolve({ contentId }),
          refuse: (reason) => reject(new Error(reason)),
        });
      }),
    /** The upload of a file, once it has begun. */
    of: (name: string) =>
      eventually(() => {
        const found = waiting.get(name);
        if (!found) throw new Error(`${name} is not being uploaded`);
        waiting.delete(name);
        return found;
      }),
  };
}

const places = ({ editor }: ReturnType<typeof openEditor>) =>
  Array.from(editor.view.dom.querySelectorAll('[data-picture-on-its-way]'), (place) =>
    place.getAttribute('aria-label'),
  );

describe('a picture that is pasted', () => {
  it('is in the reply when it has arrived, where it was pasted, whatever was typed meanwhile', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>One two</p><p class="x">Three</p>', desk.upload);
    reply.caretAt('<p>One| two</p><p class="x">Three</p>');
    reply.paste(new Clipping({}, [png('roof.png')]));
    expect(places(reply)).toEqual(['Uploading roof.png']);
    expect(reply.pending.at(-1)).toBe(1);
    reply.type(' and');
    reply.goBehind('Three');
    reply.type('!');
    expect(reply.html()).toBe('<p>One and two</p><p class="x">Three!</p>');
    (await desk.of('roof.png')).answer('a@x');
    await eventually(() =>
      expect(reply.html()).toBe(`<p>One${image('a@x')} and two</p><p class="x">Three!</p>`),
    );
    expect(places(reply)).toEqual([]);
    expect(reply.pending.at(-1)).toBe(0);
    reply.undo();
    expect(reply.html()).toBe('<p>One and two</p><p class="x">Three!</p>');
  });

  it('keeps its place among several, in whichever order they arrive', async () => {
    for (const order of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 3, 1],
      [2, 1, 3],
    ]) {
      const desk = slowDesk();
      const reply = openEditor('<p>Look:</p>', desk.upload);
      reply.goBehind('Look:');
      reply.paste(new Clipping({}, [png('1'), png('2'), png('3')]));
      for (const n of order) {
        (await desk.of(String(n))).answer(`${n}@x`);
        await eventually(() => expect(reply.html()).toContain(`cid:${n}@x`));
      }
      expect(reply.html()).toBe(`<p>Look:${image('1@x')}${image('2@x')}${image('3@x')}</p>`);
    }
  });

  it('takes the place of what is selected', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>A picture here</p>', desk.upload);
    reply.select('picture');
    reply.paste(new Clipping({}, [png('a.png')]));
    (await desk.of('a.png')).answer('a@x');
    await eventually(() => expect(reply.html()).toBe(`<p>A ${image('a@x')} here</p>`));
  });

  it('is dropped when its place was deleted before it arrived', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>Keep</p><p>Go away</p>', desk.upload);
    reply.caretAt('<p>Keep</p><p>Go| away</p>');
    reply.paste(new Clipping({}, [png('a.png')]));
    reply.select('Go away');
    reply.cut();
    expect(places(reply)).toEqual([]);
    expect(reply.pending.at(-1)).toBe(0);
    (await desk.of('a.png')).answer('a@x');
    await Promise.resolve();
    expect(reply.html()).not.toContain('cid:');
  });

  it('is taken from the page when the clipboard has its address as well', async () => {
    const desk = slowDesk();
    const reply = openEditor('<div><br></div>', desk.upload);
    reply.paste(new Clipping({ 'text/html': '<img src="https://a.example/roof.png">' }, [png('image.png')]));
    (await desk.of('image.png')).answer('a@x');
    await eventually(() => expect(reply.html()).toBe(`<div>${image('a@x')}</div>`));
  });

  it('is not put in when it only shows the cells or words that were copied', () => {
    const desk = slowDesk();
    const reply = openEditor('<div><br></div>', desk.upload);
    reply.paste(new Clipping({ 'text/html': '<p>Words</p>', 'text/plain': 'Words' }, [png('image.png')]));
    expect(reply.html()).toBe('<div>Words</div>');
    reply.paste(new Clipping({ 'text/plain': ' and more' }, [png('image.png')]));
    expect(places(reply)).toEqual([]);
  });

  it('that came inside markup is uploaded too, and its words are there at once', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>Start</p>', desk.upload);
    reply.goBehind('Start');
    const url = `data:image/gif;base64,${btoa('GIF89a')}`;
    reply.paste(`<p>: before <img src="${url}"> between <img src="${url}"> after</p>`);
    expect(reply.html()).toBe('<p>Start: before&nbsp; between&nbsp; after</p>');
    expect(places(reply)).toHaveLength(2);
    const first = await desk.of('');
    first.answer('b@x');
    await eventually(() => expect(places(reply)).toHaveLength(1));
    expect(reply.html()).toMatch(/cid:b@x/);
    expect(reply.html()).not.toContain('data:');
  });
});

const gif = `data:image/gif;base64,${btoa('GIF89a')}`;

describe('a picture inside markup', () => {
  it.each([
    [
      'its link, size and words',
      `<p>See <a href="https://a.test/"><img src="${gif}" alt="The roof" width="200" height="90"></a> here</p>`,
      '<p>See <a href="https://a.test/"><img src="cid:a@x" alt="The roof" width="200" height="90"></a> here</p>',
    ],
    [
      'its words where it says no size',
      `<p>See <img src="${gif}" alt="The roof"> here</p>`,
      `<p>See ${image('a@x').replace('alt=""', 'alt="The roof"')} here</p>`,
    ],
  ])('keeps %s when it has arrived', async (_, pasted, expected) => {
    const desk = slowDesk();
    const reply = openEditor('<p><br></p>', desk.upload);
    reply.paste(pasted);
    expect(places(reply)).toHaveLength(1);
    (await desk.of('')).answer('a@x');
    await eventually(() => expect(reply.html()).toBe(expected));
  });

  it('keeps them when it is tried again', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>One</p>', desk.upload);
    reply.goBehind('One');
    reply.paste(`<p><a href="https://a.test/"><img src="${gif}" alt="The roof" width="200"></a></p>`);
    (await desk.of('')).refuse('The desk cannot be reached.');
    await eventually(() => expect(reply.notes).toHaveLength(1));
    reply.notes[0]?.action?.run();
    (await desk.of('')).answer('a@x');
    await eventually(() =>
      expect(reply.html()).toBe(
        '<p>One<a href="https://a.test/"><img src="cid:a@x" alt="The roof" width="200"></a></p>',
      ),
    );
  });

  it.each(['cut', 'copy'] as const)('of the reply itself is the same where it is pasted after %s', (act) => {
    const desk = slowDesk();
    const picture = `<b class="x">the <img src="${gif}" class="logo" width="120" style="border:0"> roof</b>`;
    const html = `<p>See ${picture} here</p>`;
    const reply = openEditor(html, desk.upload);
    reply.select('the', 'roof');
    const data = reply[act]();
    reply.paste(data);
    expect(places(reply)).toEqual([]);
    expect(reply.html()).toBe(html);
    const other = openEditor('<p><br></p>', desk.upload);
    other.paste(data);
    expect(other.html()).toContain(picture);
  });
});

describe('a picture that cannot be put in', () => {
  it('is named, with the reason, and nothing else is lost', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>Hello</p>', desk.upload);
    reply.goBehind('Hello');
    reply.paste(
      new Clipping({}, [
        png('roof.png', 6 * 1024 * 1024),
        new File(['<svg/>'], 'plan.svg', { type: 'image/svg+xml' }),
        new File(['%PDF'], 'offer.pdf', { type: 'application/pdf' }),
        png('small.png'),
      ]),
    );
    expect(reply.notes.map(({ text }) => text)).toEqual([
      'roof.png has 6 MB, and a picture may have at most 5 MB. Make it smaller, then try again.',
      'plan.svg cannot be shown in a mail. Only PNG, JPEG, GIF and WebP pictures can be put into a reply.',
      'offer.pdf cannot be shown in a mail. Only PNG, JPEG, GIF and WebP pictures can be put into a reply.',
    ]);
    (await desk.of('small.png')).answer('a@x');
    await eventually(() => expect(reply.html()).toBe(`<p>Hello${image('a@x')}</p>`));
  });

  it('can be tried again when the desk did not answer', async () => {
    const desk = slowDesk();
    const reply = openEditor('<p>Hello</p>', desk.upload);
    reply.goBehind('Hello');
    reply.paste(new Clipping({}, [png('image.png')]));
    (await desk.of('image.png')).refuse('The desk cannot be reached.');
    await eventually(() =>
      expect(reply.notes[0]?.text).toBe('The picture was not uploaded. The desk cannot be reached.'),
    );
    expect(places(reply)).toEqual([]);
    expect(reply.html()).toBe('<p>Hello</p>');
    reply.notes[0]?.action?.run();
    (await desk.of('image.png')).answer('a@x');
    await eventually(() => expect(reply.html()).toBe(`<p>Hello${image('a@x')}</p>`));
  });

  it('is found out when it is broken', async () => {
    const reply = openEditor('<p>Hello</p>', slowDesk().upload);
    reply.goBehind('Hello');
    reply.paste(new Clipping({}, [png('broken.png')]));
    await eventually(() =>
      expect(reply.notes[0]?.text).toBe('broken.png was not uploaded. It is broken or no picture.'),
    );
    expect(reply.html()).toBe('<p>Hello</p>');
  });
});

it('a picture is shown at its own size up to the width of a mail window', () => {
  expect(fitting({ width: 320, height: 200 })).toEqual({ width: 320, height: 200 });
  expect(fitting({ width: 2880, height: 1800 })).toEqual({ width: 600, height: 375 });
  expect(fitting({ width: 60_000, height: 2 })).toEqual({ width: 600, height: 1 });
});
