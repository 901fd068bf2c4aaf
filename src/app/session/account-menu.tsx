import { Link } from '@tanstack/react-router';
import { Keyboard, LogOut, MonitorX, Signature, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import type { Session } from '#contract/desk/session.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { detailOf } from '../lib/http.ts';
import { paths } from '../paths.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { useSignOut } from './mutations.ts';

const SignOutEverywhere = lazy(async () => ({
  default: (await import('./sign-out-everywhere.tsx')).SignOutEverywhere,
}));

const settings = [
  { to: paths.signatures, label: 'Signatures', icon: Signature },
  { to: paths.keyboard, label: 'Keyboard', icon: Keyboard },
  { to: paths.policy, label: 'Approval and checks', icon: SlidersHorizontal },
];

const rowClass = 'w-full justify-start! gap-2.5! px-2.5!';

interface Props {
  session: Session;
  onSignedOut: () => void;
}

/** A native popover: Escape and a press outside close it without a library in the first load. */
export function AccountMenu({ session: { person, organization }, onSignedOut }: Props) {
  const signOut = useSignOut();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [asks, setAsks] = useState(false);
  useCommand('sign-out', () =>
    signOut.mutate(undefined, { onSuccess: onSignedOut, onError: () => menu.current?.showPopover() }),
  );
  useCommand('end-sessions', () => setAsks(true));
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
        ref={menu}
        id={id}
        popover="auto"
        className="fixed inset-auto right-3 bottom-18 m-0 max-h-[calc(100dvh-80px)] w-64 overflow-y-auto rounded-[14px] border border-line bg-surface p-4 text-ink shadow-float wide:right-auto wide:bottom-4 wide:left-16"
      >
        <p className="font-semibold wrap-anywhere">{person.name}</p>
        <p className="text-[12.5px] text-second wrap-anywhere">{person.email}</p>
        <p className="mt-1 text-[12.5px] text-second wrap-anywhere">
          <span className="capitalize">{person.role}</span> at {organization.name}
        </p>
        {signOut.error ? (
          <p role="alert" className="mt-2 text-[12.5px] text-bad-ink">
            {detailOf(signOut.error)}
          </p>
        ) : null}
        <div className="-mx-2 mt-2.5 border-t border-line pt-1.5">
          {settings.map(({ to, label, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              onClick={() => menu.current?.hidePopover()}
              className={buttonClass('quiet', rowClass)}
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </Link>
          ))}
          <Button
            look="quiet"
            className={`${rowClass} mt-1.5`}
            busy={signOut.isPending}
            onClick={() => signOut.mutate(undefined, { onSuccess: onSignedOut })}
          >
            <LogOut aria-hidden className="size-4" />
            Sign out
          </Button>
          <Button
            look="quiet"
            className={rowClass}
            onClick={() => {
              menu.current?.hidePopover();
              setAsks(true);
            }}
          >
            <MonitorX aria-hidden className="size-4" />
            End all my sessions
          </Button>
        </div>
      </div>
      {asks ? (
        <Suspense fallback={null}>
          <SignOutEverywhere onClosed={() => setAsks(false)} onSignedOut={onSignedOut} />
        </Suspense>
      ) : null}
    </>
  );
}
