import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { CloudAlert, Signpost } from 'lucide-react';
import { useEffect } from 'react';
import { detailOf } from './lib/http.ts';
import { Button, buttonClass } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';

export function PageError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main className="flex h-full items-center justify-center">
      <EmptyState
        role="alert"
        heading="h1"
        icon={CloudAlert}
        title="This page did not open"
        action={<Button onClick={() => router.invalidate()}>Try again</Button>}
      >
        {detailOf(error)}
      </EmptyState>
    </main>
  );
}

export function PageMissing() {
  useEffect(() => {
    document.title = 'Page not found · Countersign';
  }, []);
  return (
    <main className="flex h-full items-center justify-center">
      <EmptyState
        heading="h1"
        icon={Signpost}
        title="There is no page at this address"
        action={
          <Link to="/" className={buttonClass('secondary')}>
            Go to the replies
          </Link>
        }
      />
    </main>
  );
}
