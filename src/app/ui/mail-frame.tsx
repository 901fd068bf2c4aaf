import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fillFrame } from '../lib/fill-frame.ts';
import type { FrameDocument } from '../lib/frame-document.ts';

interface Props {
  title: string;
  srcdoc: string;
  paper: FrameDocument['paper'];
  showQuoted?: boolean;
  showSignature?: boolean;
}

/** A mail that is as high as its own window would grow for ever; pixels. */
const tallest = 30_000;
const mostChanges = 60;

function keyOutside(event: KeyboardEvent): KeyboardEvent {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = event;
  const held = { ctrlKey, metaKey, altKey, shiftKey, modifierAltGraph: event.getModifierState('AltGraph') };
  return new KeyboardEvent('keydown', {
    ...{ key, code, repeat, isComposing, ...held },
    bubbles: true,
    cancelable: true,
  });
}

/** Shows a mail in a frame that runs nothing, as high as its content is; a wide mail scrolls inside. */
export function MailFrame({ title, srcdoc, paper, showQuoted = false, showSignature = false }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(24);
  const [loaded, setLoaded] = useState(0);

  useLayoutEffect(() => {
    if (frame.current) fillFrame(frame.current, srcdoc);
  }, [srcdoc]);

  useEffect(() => {
    const inside = frame.current?.contentDocument;
    // A frame begins with an empty page, which loads as well.
    if (!inside?.body || inside.URL === 'about:blank' || loaded === 0) return;
    const { body, documentElement: root } = inside;
    let changes = 0;
    let width = root.clientWidth;
    const measure = () => {
      changes = root.clientWidth === width ? changes + 1 : 0;
      width = root.clientWidth;
      if (changes > mostChanges) return observer.disconnect();
      const bar = root.scrollWidth > root.clientWidth ? 16 : 0;
      // The root's own height holds the margins that a message may give its body.
      setHeight(Math.min(Math.ceil(root.getBoundingClientRect().height) + bar, tallest));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(body);
    return () => observer.disconnect();
  }, [loaded]);

  // A key pressed in the frame is heard there alone, and there is nothing to type in: all but Enter on a link, and what
  // scrolls, is meant for what is around it.
  useEffect(() => {
    const inside = loaded > 0 ? frame.current?.contentDocument : null;
    const pass = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key === 'Enter' || event.key === 'Tab') return;
      const heard = frame.current?.dispatchEvent(keyOutside(event));
      if (heard === false) event.preventDefault();
    };
    inside?.addEventListener('keydown', pass);
    return () => inside?.removeEventListener('keydown', pass);
  }, [loaded]);

  useEffect(() => {
    const root = loaded > 0 ? frame.current?.contentDocument?.documentElement : undefined;
    root?.toggleAttribute('data-show-quoted', showQuoted);
    root?.toggleAttribute('data-show-signature', showSignature);
  }, [loaded, showQuoted, showSignature]);

  return (
    <div className={`w-full ${paper === 'white' ? 'rounded-lg bg-white dark:p-3' : ''}`}>
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        onLoad={() => setLoaded((times) => times + 1)}
        className="block w-full"
        style={paper === 'theme' ? { height } : { height, colorScheme: 'light' }}
      />
    </div>
  );
}
