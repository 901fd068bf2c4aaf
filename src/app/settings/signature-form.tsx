import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useMemo } from 'react';
import type { Signature } from '#contract/desk/signatures.ts';
import { sinceTime } from '../lib/dates.ts';
import { ApiError, detailOf } from '../lib/http.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import { Button } from '../ui/button.tsx';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useSaveSignature, type Whose } from './mutations.ts';
import {
  baseOf,
  edited,
  htmlOf,
  openCopy,
  rebased,
  type SignatureCopy,
  settled,
  signatureCopies,
  useSignatureCopy,
} from './signature-copy.ts';
import { SignaturePreview } from './signature-preview.tsx';
import { SignatureSection } from './signature-section.tsx';

const ReplyEditor = lazy(async () => ({
  default: (await import('../editor/reply-editor.tsx')).ReplyEditor,
}));

interface Props {
  whose: Whose;
  name: string;
  hint: string;
  placeholder: string;
  saved: Signature | null;
  copyKey: string;
}

/** Writes one signature. What is not saved stays for its writer, also after a look at another page. */
export function SignatureForm({ whose, name, hint, placeholder, saved, copyKey }: Props) {
  const copy = useSignatureCopy(copyKey);
  const save = useSaveSignature(whose, copyKey);
  const differs = copy !== undefined && copy.base !== baseOf(saved);
  const follow = copy === undefined || (differs && !copy.unsaved && !save.isPending);
  useLayoutEffect(() => {
    if (follow) signatureCopies.set(copyKey, openCopy(saved));
  }, [follow, copyKey, saved]);
  useEffect(() => () => leave(copyKey), [copyKey]);
  const opened = useMemo(() => mailSanitiser.sanitise(copy?.opened ?? '').html, [copy?.opened]);

  if (copy === undefined) return null;
  const show = (next: SignatureCopy) => {
    save.reset();
    signatureCopies.set(copyKey, next);
  };
  const submit = () => {
    if (!save.isPending) save.mutate(copy);
  };
  const conflicting = differs && copy.unsaved && !save.isPending;
  // Changed meanwhile (412): that is said with both versions to choose from.
  const isNews = save.error instanceof ApiError && save.error.status === 412;

  return (
    <SignatureSection
      name={name}
      hint={hint}
      preview={<SignaturePreview title={`Preview: ${name}`} html={htmlOf(copy)} />}
    >
      {conflicting ? (
        <Notice
          kind="warning"
          role="status"
          actions={
            <>
              <NoticeAction onClick={() => show(openCopy(saved))}>Use what is saved</NoticeAction>
              <NoticeAction onClick={() => show(rebased(copy, saved))}>Keep what is here</NoticeAction>
            </>
          }
        >
          Somebody saved another signature meanwhile. What is written here is not saved.
        </Notice>
      ) : null}
      <div className="overflow-hidden rounded-[14px] border border-line-strong bg-surface shadow-float">
        <Suspense fallback={<EditorSkeleton />}>
          <ReplyEditor
            html={opened}
            documentKey={copy.documentKey}
            label={name}
            folding={false}
            editable
            placeholder={placeholder}
            onSubmit={submit}
            onChange={({ changed, read }) =>
              signatureCopies.update(copyKey, (current) => edited(current, changed ? read : null))
            }
          />
        </Suspense>
        {save.error && !isNews ? (
          <div className="px-3.5 pb-2.5">
            <Notice kind="bad" role="alert">
              {detailOf(save.error)}
            </Notice>
          </div>
        ) : null}
        <footer className="flex flex-wrap items-center gap-3 border-t border-line px-3.5 py-2.5">
          <Status name={name}>{statusOf(copy, saved)}</Status>
          <Button look="primary" className="ml-auto" busy={save.isPending} onClick={submit}>
            Save {name.replace(/^./, (letter) => letter.toLowerCase())}
          </Button>
        </footer>
      </div>
    </SignatureSection>
  );
}

function statusOf(copy: SignatureCopy, saved: Signature | null): string {
  if (copy.unsaved) return 'Not saved yet';
  return saved === null ? 'No signature yet' : `Saved ${sinceTime(saved.updated_at)}`;
}

function Status({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p role="status" aria-label={`Status: ${name}`} className="tabular text-[13px] text-second">
      {children}
    </p>
  );
}

function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the editor" className="flex min-h-40 flex-col gap-3 p-4">
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-1/3" />
    </div>
  );
}

/** What is saved needs no keeping; what is not stays for when its writer comes back. */
function leave(copyKey: string): void {
  const copy = signatureCopies.get(copyKey);
  if (copy) signatureCopies.set(copyKey, copy.unsaved ? settled(copy) : undefined);
}
