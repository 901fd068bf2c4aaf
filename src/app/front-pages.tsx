import { getRouteApi, useRouter } from '@tanstack/react-router';
import { sessionEnd } from './lib/session-end.ts';
import { paths } from './paths.ts';
import { SetupPage } from './session/setup-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';

const signInRoute = getRouteApi(paths.signIn);

export function SignIn() {
  const { from } = signInRoute.useSearch();
  const router = useRouter();
  const enter = () => {
    sessionEnd.forget();
    router.history.push(from ?? '/');
  };
  return <SignInPage thrownOut={sessionEnd.noted} onSignedIn={enter} />;
}

export function Setup() {
  const router = useRouter();
  return <SetupPage onSetUp={() => router.history.push('/')} />;
}
