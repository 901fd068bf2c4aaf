import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { useEffect } from 'react';
import { ActivityFilters } from './activity/activity-filters.tsx';
import { ActivityList } from './activity/activity-list.tsx';
import { ExportLinks } from './activity/export-links.tsx';
import { paths } from './paths.ts';
import { sessionQueries } from './session/queries.ts';
import { EmptyState } from './ui/empty-state.tsx';

const route = getRouteApi('/desk/activity');

export function ActivityPage() {
  const session = useQuery(sessionQueries.current()).data;
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => {
    document.title = 'Activity · Countersign';
  }, []);
  if (session === undefined) return null;
  if (session.person.role === 'rep') {
    return (
      <main className="flex h-full items-center justify-center bg-sunken">
        <EmptyState heading="h1" icon={Users} title="Managers see the activity">
          What happened in a conversation is told beside its reply, under History.
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="h-full overflow-y-auto bg-sunken">
      <div className="mx-auto flex max-w-[1080px] flex-col gap-5 px-4 py-6 wide:px-8 wide:py-8">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="text-[19px] font-semibold tracking-[-0.02em]">Activity</h1>
            <p className="mt-1 text-second">Who did what when, in the whole organisation.</p>
          </div>
          <ExportLinks filter={filter} />
        </div>
        <ActivityFilters
          organizationId={session.organization.organization_id}
          filter={filter}
          onChange={(search) => navigate({ to: paths.activity, search, replace: true })}
        />
        <section aria-label="Events" className="rounded-[14px] border border-line bg-surface">
          <ActivityList filter={filter} />
        </section>
      </div>
    </main>
  );
}
