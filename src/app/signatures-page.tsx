import { useQuery } from '@tanstack/react-query';
import { sessionQueries } from './session/queries.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { Signatures } from './settings/signatures.tsx';

export function SignaturesPage() {
  const session = useQuery(sessionQueries.current()).data;
  if (session === undefined) return null;
  return (
    <SettingsPage
      title="Signatures"
      intro="In a reply, Insert signature puts one of them at the end of what you wrote, above what is quoted."
    >
      <Signatures person={session.person} />
    </SettingsPage>
  );
}
