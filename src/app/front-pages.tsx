import { getRouteApi, useRouter } from '@tanstack/react-router';
import { paths } from './paths.ts';
import { SetupPage } from './session/setup-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';

const signInRoute = getRouteApi(paths.signIn);

export function SignIn() {
  const { from } = signInRoute.useSearch();
  const router = useRouter();
  return <SignInPage onSignedIn={() => router.history.push(from ?? '/')} />;
}

export function Setup() {
  const router = useRouter();
  return <SetupPage onSetUp={() => router.history.push('/')} />;
}
