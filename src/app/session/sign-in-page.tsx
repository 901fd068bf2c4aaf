import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { detailOf } from '../lib/http.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { FrontPage } from './front-page.tsx';
import { useSignIn } from './mutations.ts';
import { sessionQueries } from './queries.ts';

interface Props {
  /** The session ended by itself, while somebody worked. */
  thrownOut: boolean;
  onSignedIn: () => void;
}

export function SignInPage({ thrownOut, onSignedIn }: Props) {
  const welcome = useQuery(sessionQueries.welcome());
  const signIn = useSignIn();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (signIn.isPending) return;
    signIn.mutate(
      { email: String(form.get('email')), password: String(form.get('password')) },
      { onSuccess: onSignedIn },
    );
  };
  const demo = welcome.data?.demo;
  return (
    <FrontPage title="Sign in" lead="Read, edit and sign off the replies to your customers.">
      {thrownOut ? (
        <div className="mb-4">
          <Notice kind="info" role="status">
            Your session ended. What you wrote is kept in this browser, and there again once you sign in.
          </Notice>
        </div>
      ) : null}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="Email" name="email" type="email" autoComplete="username" required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {signIn.error ? (
          <Notice kind="bad" role="alert">
            {detailOf(signIn.error)}
          </Notice>
        ) : null}
        <Button look="primary" type="submit" busy={signIn.isPending} className="wide:h-[38px]">
          Sign in
        </Button>
      </form>
      {demo ? (
        <section aria-labelledby="demo-people" className="mt-6 border-t border-line pt-5">
          <h2 id="demo-people" className="text-[13px] font-semibold">
            This is a demo desk
          </h2>
          <p className="mb-2 text-[12.5px] text-second">Look around as one of its people:</p>
          <ul className="-mx-2 flex flex-col">
            {demo.people.map((person) => (
              <li key={person.email}>
                <button
                  type="button"
                  onClick={() =>
                    signIn.mutate({ email: person.email, password: demo.password }, { onSuccess: onSignedIn })
                  }
                  className="group flex min-h-12 w-full items-center gap-3 rounded-[10px] px-2 py-1.5 text-left transition-colors duration-150 hover:bg-canvas"
                >
                  <Avatar name={person.name} />
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium wrap-anywhere">Continue as {person.name}</span>
                    <span className="block text-[12.5px] wrap-anywhere text-second">
                      {person.role} · {person.email}
                    </span>
                  </span>
                  <ChevronRight aria-hidden className="size-4 text-third" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </FrontPage>
  );
}
