import { LogOut } from 'lucide-react';
import { useId } from 'react';
import type { Session } from '#contract/desk/session.ts';
import { detailOf } from '../lib/http.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { useSignOut } from './mutations.ts';

interface Props {
  session: Session;
  onSignedOut: () => void;
}

/** A native popover: Escape and a press outside close it without a library in the first load. */
export function AccountMenu({ session: { person, organization }, onSignedOut }: Props) {
  const signOut = useSignOut();
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`Account of ${person.name}`}
        data-tip="Account"
        className="inline-flex size-11 items-center justify-center rounded-full"
      >
        <Avatar name={person.name} size={30} />
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto right-3 bottom-18 m-0 w-64 rounded-[14px] border border-line bg-surface p-4 text-ink shadow-float wide:right-auto wide:bottom-4 wide:left-16"
      >
        <p className="truncate font-semibold">{person.name}</p>
        <p className="truncate text-[12.5px] text-second">{person.email}</p>
        <p className="mt-1 truncate text-[12.5px] text-second">
          <span className="capitalize">{person.role}</span> at {organization.name}
        </p>
        {signOut.error ? (
          <p role="alert" className="mt-2 text-[12.5px] text-bad-ink">
            {detailOf(signOut.error)}
          </p>
        ) : null}
        <Button
          className="mt-3 w-full"
          busy={signOut.isPending}
          onClick={() => signOut.mutate(undefined, { onSuccess: onSignedOut })}
        >
          <LogOut aria-hidden className="size-4" />
          Sign out
        </Button>
      </div>
    </>
  );
}
