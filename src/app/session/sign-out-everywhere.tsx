import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { signOutEverywhere } from '#contract/desk/session.ts';
import { detailOf, request } from '../lib/http.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { QuestionPopup } from '../ui/question-popup.tsx';

interface Props {
  onClosed: () => void;
  onSignedOut: () => void;
}

/** Asks before it ends all sessions of whoever is signed in. */
export function SignOutEverywhere({ onClosed, onSignedOut }: Props) {
  const [open, setOpen] = useState(true);
  const signOut = useMutation({ mutationFn: () => request(signOutEverywhere, {}) });
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => (isOpen ? undefined : onClosed())}
    >
      <QuestionPopup title="End all your sessions?">
        <AlertDialog.Description className="mt-1.5 text-second">
          You are signed out in every browser and on every device, here too. What you wrote and did not save
          stays in the browser in which you wrote it, and is there again once you sign in to it.
        </AlertDialog.Description>
        {signOut.error ? (
          <div className="mt-3">
            <Notice kind="bad" role="alert">
              {detailOf(signOut.error)}
            </Notice>
          </div>
        ) : null}
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialog.Close className={buttonClass('secondary')}>Cancel</AlertDialog.Close>
          <Button
            look="danger"
            busy={signOut.isPending || signOut.isSuccess}
            onClick={() => signOut.mutate(undefined, { onSuccess: onSignedOut })}
          >
            End all sessions
          </Button>
        </div>
      </QuestionPopup>
    </AlertDialog.Root>
  );
}
