import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { type AttributeList, attributeOf, withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import type { PlacedPicture } from './data-pictures.ts';
import { pictureName, pictureProblem } from './picture-problem.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';

/** Something to tell the person who edits, and perhaps what to do about it. */
export interface EditorNote {
  readonly kind: 'problem' | 'info';
  readonly text: string;
  readonly action?: { readonly name: string; run(): void };
}

export interface PictureOptions {
  /** Keeps a picture; rejects with an Error whose message can be shown. Null: pictures cannot be put in. */
  upload: ((file: File) => Promise<{ contentId: string }>) | null;
  onNote(note: EditorNote): void;
  /** Something else is pasted: what was said about the last time is old. */
  onPaste(): void;
  /** How many pictures are on their way. */
  onPending(count: number): void;
}

export const noPictures = (): PictureOptions => ({
  upload: null,
  onNote: () => {},
  onPaste: () => {},
  onPending: () => {},
});

interface Begun {
  readonly order: number;
  readonly at: number;
  readonly name: string;
  readonly image: ProseMirrorNode | undefined;
}

/** Pictures that begin to be uploaded, or one that is done: `size` is that of what took its place. */
type Change = { readonly begun: readonly Begun[] } | { readonly ended: number; readonly size: number };

const key = new PluginKey<DecorationSet>('pictureUploads');
let orders = 0;

/**
 * Pictures on their way: each has a place that moves with the text around it and is no part of the document, so that nothing
 * unfinished is saved and typing goes on. When it has arrived, an image takes its place, as one step to undo.
 */
export const PictureUploads = Extension.create<PictureOptions>({
  name: 'pictureUploads',
  addOptions: noPictures,
  addProseMirrorPlugins() {
    const { onPending } = this.options;
    return [
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, places) => applied(tr, places.map(tr.mapping, tr.doc)),
        },
        props: { decorations: (state) => key.getState(state) },
        view: () => ({
          update(view, before) {
            const [now, then] = [pending(view.state), pending(before)];
            if (now !== then) onPending(now);
          },
          destroy: () => onPending(0),
        }),
      }),
    ];
  },
});

const pending = (state: EditorState) => key.getState(state)?.find().length ?? 0;

function applied(tr: Transaction, places: DecorationSet): DecorationSet {
  const change: Change | undefined = tr.getMeta(key);
  if (!change) return places;
  if ('begun' in change) return places.add(tr.doc, change.begun.map(placeholder));
  const [done] = places.find(undefined, undefined, ({ order }) => order === change.ended);
  if (!done) return places;
  // Later ones that wait in the same place go behind the picture.
  const later = places.find(done.from, done.from, ({ order }) => order > change.ended);
  const moved = later.map(({ from, spec }) =>
    placeholder({ order: spec.order, at: from + change.size, name: spec.name, image: spec.image }),
  );
  return places.remove([done, ...later]).add(tr.doc, moved);
}

const placeholder = ({ order, at, name, image }: Begun) =>
  Decoration.widget(
    at,
    () => {
      const box = document.createElement('span');
      box.dataset.pictureOnItsWay = '';
      box.setAttribute('role', 'progressbar');
      box.setAttribute('aria-label', `Uploading ${name.replace(/^The /, 'the ')}`);
      return box;
    },
    { key: `picture ${order}`, order, name, image, side: -1, ignoreSelection: true },
  );

/** Marks places where pictures will be, in a transaction that may do more; `uploadBegun` then fetches them. */
export function beginPictures(
  tr: Transaction,
  pictures: readonly PlacedPicture[],
): Map<number, PlacedPicture> {
  const begun = new Map(pictures.map((picture) => [++orders, picture]));
  const places = [...begun].map(([order, { file, at, image }]) => ({
    order,
    at,
    name: pictureName(file),
    image,
  }));
  tr.setMeta(key, { begun: places } satisfies Change);
  return begun;
}

/** Uploads what `beginPictures` made places for. */
export function uploadBegun(
  view: EditorView,
  begun: ReadonlyMap<number, PlacedPicture>,
  options: PictureOptions,
) {
  for (const [order, picture] of begun) void uploadOne(view, order, picture, options);
}

/** Uploads pictures to where a position is now; those that cannot be put in are named instead. */
export function putPictures(view: EditorView, files: readonly File[], at: number, options: PictureOptions) {
  const { upload, onNote } = options;
  if (!upload) return;
  for (const file of files) {
    const problem = pictureProblem(file);
    if (problem) onNote({ kind: 'problem', text: problem });
  }
  const good = files.filter((file) => pictureProblem(file) === null);
  if (good.length > 0)
    uploadTo(
      view,
      good.map((file) => ({ file, at })),
      options,
    );
}

function uploadTo(view: EditorView, pictures: readonly PlacedPicture[], options: PictureOptions) {
  const { tr } = view.state;
  const begun = beginPictures(tr, pictures);
  view.dispatch(tr);
  uploadBegun(view, begun, options);
}

async function uploadOne(view: EditorView, order: number, picture: PlacedPicture, options: PictureOptions) {
  const { file } = picture;
  const { upload, onNote } = options;
  if (!upload) return;
  try {
    const size = await pictureSize(file).catch(() => {
      throw new Error('It is broken or no picture.');
    });
    const { contentId } = await upload(file);
    if (!view.isDestroyed) view.dispatch(arrive(view.state, order, contentId, size));
  } catch (error) {
    if (view.isDestroyed) return;
    view.dispatch(view.state.tr.setMeta(key, { ended: order, size: 0 } satisfies Change));
    const reason = error instanceof Error ? error.message : '';
    onNote({
      kind: 'problem',
      text: `${pictureName(file)} was not uploaded. ${reason}`.trim(),
      action: {
        name: 'Try again',
        run: () => uploadTo(view, [{ ...picture, at: view.state.selection.to }], options),
      },
    });
  }
}

/** The image in place of what waited for it; nothing when that place was deleted meanwhile. */
function arrive(state: EditorState, order: number, contentId: string, size: PictureSize): Transaction {
  const { tr, schema } = state;
  const [place] = key.getState(state)?.find(undefined, undefined, (spec) => spec.order === order) ?? [];
  if (!place) return tr;
  const was: ProseMirrorNode | undefined = place.spec.image;
  const attributes = imageAttributes(was ? elementOf(was).attributes : [['alt', '']], contentId, size);
  const image = schema.node('image', { tag: 'img', attributes }, undefined, was?.marks);
  const $place = tr.doc.resolve(place.from);
  const node = $place.parent.inlineContent ? image : schema.node('textBlock', { tag: 'div' }, image);
  closeHistory(tr).insert(place.from, node);
  return tr.setMeta(key, { ended: order, size: node.nodeSize } satisfies Change);
}

function imageAttributes(
  own: AttributeList,
  contentId: string,
  { width, height }: PictureSize,
): AttributeList {
  const others = withAttribute(own, 'src', null);
  const isSized = attributeOf(own, 'width') !== undefined || attributeOf(own, 'height') !== undefined;
  const size: AttributeList = [
    ['width', String(width)],
    ['height', String(height)],
    // For phones: Gmail and Apple Mail then show it no wider than their window; Outlook goes by the width above.
    ['style', 'max-width:100%;height:auto'],
  ];
  return [['src', `cid:${contentId}`], ...others, ...(isSized ? [] : size)];
}
