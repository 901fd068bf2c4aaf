import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { partLinks } from '../commands/part-links.ts';

/** What is pasted, dropped or joined into a link around blocks is no link of its own any more. */
export const PartedLinks = Extension.create({
  name: 'partedLinks',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, { tr }) {
        if (!transactions.some(({ docChanged }) => docChanged)) return null;
        return partLinks(tr).docChanged ? tr : null;
      },
    }),
  ],
});
