import { trustedTypesPolicy } from './trusted-types.ts';

const asIs = { createHTML: (html: string) => html };
let policy: typeof asIs | undefined;

/** Shows a whole document in a frame. Throws where the frame's sandbox would let it run something. */
export function fillFrame(frame: HTMLIFrameElement, html: string): void {
  if (!frame.hasAttribute('sandbox') || frame.sandbox.contains('allow-scripts'))
    throw new Error('A frame for mail needs a sandbox that runs nothing');
  policy ??= trustedTypesPolicy('countersign-frame', asIs) ?? asIs;
  frame.srcdoc = policy.createHTML(html);
}
