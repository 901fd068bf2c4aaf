import { useQuery } from '@tanstack/react-query';
import { CloudAlert, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey } from '#contract/desk/api-keys.ts';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Switch } from '../ui/switch.tsx';
import { Time } from '../ui/time.tsx';
import { ApiDocs, ApiHeader } from './api-docs.tsx';
import { type KeyChange, useChangeApiKey } from './mutations.ts';
import { NewApiKey } from './new-api-key.tsx';
import { settingsQueries } from './queries.ts';
import { SettingsSection } from './settings-section.tsx';

/** The programs that work with the desk, and what each may do; a change holds at once. */
export function ApiKeys() {
  const { data, error, refetch } = useQuery(settingsQueries.apiKeys());
  return (
    <SettingsSection
      title="API keys"
      hint="Programs that read conversations and write replies. A change holds at once; a key itself is shown once, when it is made."
      action={data ? <NewApiKey /> : null}
    >
      {data ? (
        data.data.length === 0 ? (
          <EmptyState icon={KeyRound} title="No program has a key" heading="h3">
            The AI that drafts your replies, or any other program, needs one to work with this desk. It sends
            it in the header <ApiHeader /> of each request. <ApiDocs>What a program can do</ApiDocs>
          </EmptyState>
        ) : (
          data.data.map((key) => <KeyRow key={key.key_id} apiKey={key} />)
        )
      ) : error ? (
        <EmptyState
          role="alert"
          icon={CloudAlert}
          title="The API keys did not load"
          action={<Button onClick={() => refetch()}>Retry</Button>}
        >
          {detailOf(error)}
        </EmptyState>
      ) : (
        <div role="status" aria-label="Loading the API keys" className="p-4">
          <Skeleton className="h-8 w-full" />
        </div>
      )}
    </SettingsSection>
  );
}

const isOver = (expires: string | null) => expires !== null && Date.parse(expires) <= Date.now();

function saysOf({ active, trusted_to_send: trusted, expires_at: expires }: ApiKey): string {
  if (isOver(expires)) return 'Expired: the desk refuses it.';
  if (!active) return 'The desk refuses it until it is active again.';
  return trusted
    ? 'Its replies go out without approval.'
    : 'Its replies need approval where the policy says so.';
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const change = useChangeApiKey(apiKey.key_id);
  const [wanted, setWanted] = useState<KeyChange | null>(null);
  const { active, trusted_to_send } = wanted ?? apiKey;
  const set = (changed: Partial<KeyChange>) => {
    const next = { active, trusted_to_send, ...changed };
    setWanted(next);
    change.mutate(next, { onSettled: () => setWanted(null) });
  };
  return (
    <fieldset
      aria-label={apiKey.name}
      className="flex flex-wrap items-center gap-x-6 gap-y-1 border-line px-4 py-3 not-first:border-t"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium wrap-anywhere">{apiKey.name}</p>
        <p className="text-[13px] text-second">
          {saysOf(apiKey)} Created: <Time at={apiKey.created_at} spoken />
          {apiKey.expires_at === null ? null : (
            <>
              {isOver(apiKey.expires_at) ? '. Expired: ' : '. Expires: '}
              <Time at={apiKey.expires_at} spoken />
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <Switch label="Active" checked={active} onChange={(on) => set({ active: on })} />
        <Switch
          label="Trusted to send"
          checked={trusted_to_send}
          onChange={(on) => set({ trusted_to_send: on })}
        />
      </div>
      {change.error ? (
        <div className="basis-full">
          <Notice kind="bad" role="alert">
            {detailOf(change.error)}
          </Notice>
        </div>
      ) : null}
    </fieldset>
  );
}
