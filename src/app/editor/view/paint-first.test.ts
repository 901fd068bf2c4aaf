// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';

it('an editor that was closed hears no more where the caret is', async () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0');
  const listening = new Set<unknown>();
  const { addEventListener, removeEventListener } = document;
  vi.spyOn(document, 'addEventListener').mockImplementation(
    (...given: Parameters<typeof addEventListener>) => {
      if (given[0] === 'selectionchange') listening.add(given[1]);
      addEventListener.apply(document, given);
    },
  );
  vi.spyOn(document, 'removeEventListener').mockImplementation(
    (...given: Parameters<typeof removeEventListener>) => {
      if (given[0] === 'selectionchange') listening.delete(given[1]);
      removeEventListener.apply(document, given);
    },
  );
  const { openEditor } = await import('../open-editor.ts');
  const { editor } = openEditor({
    html: '<p>Hello.</p>',
    folding: false,
    placeholder: '',
    imageUrl: () => null,
    label: 'Reply',
    describedBy: undefined,
    editable: true,
    upload: null,
  });
  editor.mount(document.body);
  expect(listening.size).toBe(1);
  editor.unmount();
  expect(listening.size).toBe(0);
});
