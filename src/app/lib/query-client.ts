import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './http.ts';
import { orKept } from './offline/read-kept.ts';

const worthRetrying = (error: Error) =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** The one cache of the page. `onSignedOut` is told when the API no longer knows who asks. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        // Without a network a second try only keeps people waiting for what is kept here.
        retry: (failures, error) => navigator.onLine && failures < 2 && worthRetrying(error),
        networkMode: 'always',
        persister: orKept,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
