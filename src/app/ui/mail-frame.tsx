import { useEffect, useRef, useState } from 'react';

interface Props {
  title: string;
  srcdoc: string;
  paper: 'white' | 'theme';
  showQuoted: boolean;
  showSignature: boolean;
}

/** A mail that is as high as its own window would grow for ever; pixels. */
const tallest = 30_000;
const mostChanges = 60;

/** Shows a mail in a frame that runs nothing, as high as its content is; a wide mail scrolls inside. */
export function MailFrame({ title, srcdoc, paper, showQuoted, showSignature }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(24);
  const [loaded, setLoaded] = useState(0);

  useEffect(() => {
    const inside = frame.current?.contentDocument;
    if (!inside?.body || loaded === 0) return;
    const { body, documentElement: root } = inside;
    let changes = 0;
    const measure = () => {
      changes += 1;
      if (changes > mostChanges) return observer.disconnect();
      const bar = root.scrollWidth > root.clientWidth ? 16 : 0;
      setHeight(Math.min(Math.ceil(body.getBoundingClientRect().height) + bar, tallest));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(body);
    return () => observer.disconnect();
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
        srcDoc={srcdoc}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        onLoad={() => setLoaded((times) => times + 1)}
        className="block w-full"
        style={{ height }}
      />
    </div>
  );
}
