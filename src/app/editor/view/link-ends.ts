import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** What is typed right behind a link is not part of it. */
export const LinkEnds = Extension.create({
  name: 'linkEnds',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, { selection, storedMarks, tr }) {
        if (storedMarks || !selection.empty || transactions.some((transaction) => transaction.docChanged))
          return null;
        const { $from } = selection;
        const { nodeBefore, nodeAfter } = $from;
        if (!nodeBefore?.isText) return null;
        const ending = nodeBefore.marks.filter(
          (mark) => mark.attrs.tag === 'a' && !nodeAfter?.marks.some((after) => after.eq(mark)),
        );
        if (ending.length === 0) return null;
        return tr.setStoredMarks(nodeBefore.marks.filter((mark) => !ending.includes(mark)));
      },
    }),
  ],
});
