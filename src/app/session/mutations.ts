import { useMutation, useQueryClient } from '@tanstack/react-query';
import { setUp, signIn, signOut } from '#contract/desk/session.ts';
import type { Call } from '#contract/endpoint.ts';
import { request } from '../lib/http.ts';
import { sessionQueries } from './queries.ts';

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<typeof signIn>['body']) => request(signIn, { body }),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQueries.current().queryKey, session);
    },
  });
}

export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<typeof setUp>['body']) => request(setUp, { body }),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQueries.current().queryKey, session);
    },
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => request(signOut, {}) });
}
