import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApiKey, createApiKey, putApiKey } from '#contract/desk/api-keys.ts';
import { putPolicy } from '#contract/desk/policy.ts';
import { saveOrganizationSignature, savePersonalSignature } from '#contract/desk/signatures.ts';
import type { Call } from '#contract/endpoint.ts';
import { request } from '../lib/http.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import { signaturesQuery } from '../lib/signatures-query.ts';
import { afterSave as afterPolicySave, type PolicyCopy, policyCopies } from './policy-copy.ts';
import { settingsQueries } from './queries.ts';
import { afterSave, htmlOf, type SignatureCopy, signatureCopies } from './signature-copy.ts';

export type Whose = 'personal' | 'organization';

const endpoints = { personal: savePersonalSignature, organization: saveOrganizationSignature };

export function useSaveSignature(whose: Whose, copyKey: string) {
  const client = useQueryClient();
  const { queryKey } = signaturesQuery();
  return useMutation({
    mutationFn: (copy: SignatureCopy) =>
      request(endpoints[whose], {
        body: { html: mailSanitiser.sanitise(htmlOf(copy)).html, replaces: copy.base },
      }),
    onSuccess: async (signatures, copy) => {
      // A look at what was there before the save would put it back.
      await client.cancelQueries({ queryKey });
      signatureCopies.update(copyKey, (current) => afterSave(current, copy, signatures[whose]));
      client.setQueryData(queryKey, signatures);
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

export function useSavePolicy(copyKey: string) {
  const client = useQueryClient();
  const { queryKey } = settingsQueries.policy();
  return useMutation({
    mutationFn: ({ base, value }: PolicyCopy) => request(putPolicy, { body: { ...value, replaces: base } }),
    onSuccess: async (policy, sent) => {
      await client.cancelQueries({ queryKey });
      policyCopies.update(copyKey, (current) => afterPolicySave(current, sent.value, policy));
      client.setQueryData(queryKey, policy);
      // Conversations carry what the policy says of their replies.
      await client.invalidateQueries({ queryKey: ['conversation'] });
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

export type NewKey = Call<typeof createApiKey>['body'];

/** Its answer has the key itself: reset it as soon as that was seen, and no memory of the page has it any more. */
export function useMakeApiKey() {
  const client = useQueryClient();
  const { queryKey } = settingsQueries.apiKeys();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: NewKey) => request(createApiKey, { body }),
    onSuccess: async ({ key: _, ...listed }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (keys) => keys && { data: [...keys.data, listed] });
    },
    // Where the answer was lost, the list shows what there is now.
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

export type KeyChange = Pick<ApiKey, 'active' | 'trusted_to_send'>;

/** One change after the other. */
export function useChangeApiKey(keyId: string) {
  const client = useQueryClient();
  const { queryKey } = settingsQueries.apiKeys();
  return useMutation({
    scope: { id: `api key ${keyId}` },
    mutationFn: (change: KeyChange) => request(putApiKey, { params: { key_id: keyId }, body: change }),
    onSuccess: async (changed) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(
        queryKey,
        (keys) => keys && { data: keys.data.map((key) => (key.key_id === keyId ? changed : key)) },
      );
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
