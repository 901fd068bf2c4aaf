import '../../../src/app/styles.css';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { ReplyEditor } from '../../../src/app/editor/reply-editor.tsx';
import { mailSanitiser } from '../../../src/app/lib/mail-sanitiser.ts';

export type Kind = 'ours' | 'bare' | 'starter';

interface Mounted {
  box: HTMLElement;
  root: HTMLElement;
  read: (() => string) | null;
  unmount(): void;
}

/** After the frame that shows what was done until now. */
const painted = () =>
  new Promise<number>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    }),
  );

function mount(kind: Kind, html: string): Mounted {
  const box = document.createElement('div');
  box.style.cssText = 'width: 720px; height: 600px; overflow: auto';
  document.body.append(box);
  const at = () => box.querySelector<HTMLElement>('[contenteditable="true"]') ?? box;
  if (kind === 'bare') {
    const root = document.createElement('div');
    root.contentEditable = 'true';
    root.innerHTML = html;
    box.append(root);
    return { box, root, read: null, unmount: () => box.remove() };
  }
  if (kind === 'starter') {
    const editor = new Editor({ element: box, extensions: [StarterKit], content: html });
    const unmount = () => {
      editor.destroy();
      box.remove();
    };
    return { box, root: at(), read: () => editor.getHTML(), unmount };
  }
  // As the desk has it: in a place of limited height, where the text scrolls below its tools.
  box.style.cssText = 'width: 720px; max-height: 600px; display: flex; flex-direction: column';
  const mounted: Mounted = { box, root: box, read: null, unmount: () => {} };
  const root = createRoot(box);
  mounted.unmount = () => {
    root.unmount();
    box.remove();
  };
  flushSync(() =>
    root.render(
      <ReplyEditor
        html={html}
        documentKey="bench"
        editable
        onChange={(edit) => {
          mounted.read = edit.read;
        }}
      />,
    ),
  );
  mounted.root = at();
  return mounted;
}

const mounts = new Map<Kind, Mounted>();
const times: number[] = [];
let pending = Promise.resolve();

document.addEventListener(
  'keydown',
  () => {
    const began = performance.now();
    pending = painted().then((ended) => {
      times.push(ended - began);
    });
  },
  true,
);

function of(kind: Kind): Mounted {
  const mounted = mounts.get(kind);
  if (!mounted) throw new Error(`${kind} is not mounted`);
  return mounted;
}

/** Puts the caret behind a word in the middle of the body. */
function placeCaret({ root }: Mounted): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode())
    if (/\w{4}/.test(walker.currentNode.nodeValue ?? '')) texts.push(walker.currentNode as Text);
  const text = texts[texts.length >> 1];
  if (!text) throw new Error('The body has no text');
  text.parentElement?.scrollIntoView({ block: 'center' });
  root.focus();
  getSelection()?.collapse(text, 4);
}

const bench = {
  sanitise: (html: string) => mailSanitiser.sanitise(html, 'draft').html,
  mount: (kind: Kind, html: string) => {
    mounts.set(kind, mount(kind, html));
  },
  unmountAll: () => {
    for (const { unmount } of mounts.values()) unmount();
    mounts.clear();
  },
  /** Only one editor is laid out at a time. */
  show: async (kind: Kind) => {
    for (const [other, { box }] of mounts) box.style.display = other === kind ? '' : 'none';
    placeCaret(of(kind));
    await painted();
  },
  /** Milliseconds from each key to the frame that shows it, since the last call. */
  taken: async () => {
    await pending;
    return times.splice(0);
  },
  settled: () => pending,
  /** Milliseconds from a body to its first frame. */
  open: async (kind: Kind, html: string) => {
    const began = performance.now();
    const mounted = mount(kind, html);
    const ended = await painted();
    mounted.unmount();
    await painted();
    return ended - began;
  },
  /** Milliseconds to write the body after the letters typed so far. */
  serialise: (kind: Kind) => {
    const { read } = of(kind);
    if (!read) throw new Error('Nothing was typed');
    const began = performance.now();
    const { length } = read();
    return { milliseconds: performance.now() - began, length };
  },
};

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
