import { useQuery } from '@tanstack/react-query';
import { sessionQueries } from './session/queries.ts';
import { ApiKeys } from './settings/api-keys.tsx';
import { PolicySettings } from './settings/policy-settings.tsx';
import { SettingsPage } from './settings/settings-page.tsx';

export function PolicyPage() {
  const person = useQuery(sessionQueries.current()).data?.person;
  if (person === undefined) return null;
  const mayChange = person.role === 'admin';
  return (
    <SettingsPage
      title="Approval and checks"
      intro={
        mayChange
          ? 'What a reply has to pass before it goes out.'
          : 'What a reply has to pass before it goes out. Administrators change it: ask one of them.'
      }
    >
      <PolicySettings personId={person.person_id} mayChange={mayChange} />
      {mayChange ? <ApiKeys /> : null}
    </SettingsPage>
  );
}
