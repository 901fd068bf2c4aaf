import type { SubmitEvent } from 'react';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { FrontPage } from './front-page.tsx';
import { useSetUp } from './mutations.ts';

export function SetupPage({ onSetUp }: { onSetUp: () => void }) {
  const setUp = useSetUp();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name));
    if (setUp.isPending) return;
    setUp.mutate(
      {
        organization_name: field('organization_name'),
        sending_address: field('sending_address'),
        name: field('name'),
        email: field('email'),
        password: field('password'),
      },
      { onSuccess: onSetUp },
    );
  };
  return (
    <FrontPage title="Set up the desk" lead="Nobody works here yet. You become the administrator.">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="Organisation" name="organization_name" autoComplete="organization" required />
        <TextField
          label="Sending address"
          name="sending_address"
          type="email"
          required
          hint="Replies to customers come from this address."
        />
        <TextField label="Your name" name="name" autoComplete="name" required />
        <TextField label="Your email" name="email" type="email" autoComplete="username" required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint="10 characters or more."
        />
        {setUp.error ? (
          <Notice kind="bad" role="alert">
            {detailOf(setUp.error)}
          </Notice>
        ) : null}
        <Button look="primary" type="submit" busy={setUp.isPending} className="wide:h-[38px]">
          Set up the desk
        </Button>
      </form>
    </FrontPage>
  );
}
