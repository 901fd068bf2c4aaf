import { useSyncExternalStore } from 'react';
import type { Signature } from '#contract/desk/signatures.ts';
import { WorkingCopies } from '../lib/working-copies.ts';

/** A signature as one person is writing it. */
export interface SignatureCopy {
  /** The `updated_at` of what it builds on; null: there was none. */
  base: string | null;
  /** What the editor opened with. */
  opened: string;
  /** Another key is another document for the editor. */
  documentKey: string;
  /** The signature as it stands; null while it is still `opened`. */
  read: (() => string) | null;
  /** Counts edits, so that a save knows what it has saved. */
  version: number;
  unsaved: boolean;
  /** `opened` is what is saved, so that undoing everything leaves nothing to save. */
  openedIsSaved: boolean;
}

export const baseOf = (saved: Signature | null) => saved?.updated_at ?? null;

export const openCopy = (saved: Signature | null): SignatureCopy => ({
  base: baseOf(saved),
  opened: saved?.html ?? '',
  documentKey: crypto.randomUUID(),
  read: null,
  version: 0,
  unsaved: false,
  openedIsSaved: true,
});

export const htmlOf = (copy: SignatureCopy) => copy.read?.() ?? copy.opened;

export function edited(copy: SignatureCopy, read: (() => string) | null): SignatureCopy {
  return { ...copy, read, version: copy.version + 1, unsaved: read !== null || !copy.openedIsSaved };
}

/** After a save: `sent` is the copy that was sent. What was typed meanwhile is still unsaved. */
export function afterSave(copy: SignatureCopy, sent: SignatureCopy, saved: Signature | null): SignatureCopy {
  return {
    ...copy,
    base: baseOf(saved),
    unsaved: copy.version !== sent.version,
    openedIsSaved: sent.read === null,
  };
}

/** The same for an editor that opens anew: what was typed becomes what it opens with. */
export function settled(copy: SignatureCopy): SignatureCopy {
  const documentKey = crypto.randomUUID();
  return { ...copy, documentKey, opened: htmlOf(copy), read: null, openedIsSaved: !copy.unsaved };
}

/** Knowingly in the place of what somebody else saved meanwhile. */
export const rebased = (copy: SignatureCopy, saved: Signature | null): SignatureCopy => ({
  ...copy,
  base: baseOf(saved),
  unsaved: true,
  openedIsSaved: false,
});

export const signatureCopies = new WorkingCopies(({ unsaved }: SignatureCopy) => unsaved);

addEventListener('beforeunload', (event) => {
  if (signatureCopies.unsaved) event.preventDefault();
});

export function useSignatureCopy(key: string): SignatureCopy | undefined {
  return useSyncExternalStore(signatureCopies.subscribe, () => signatureCopies.get(key));
}
