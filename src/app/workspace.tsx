import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hintOf, useKeysOf } from './lib/commands/keys-of.ts';
import { commandOffers } from './lib/commands/offers.ts';
import { ConversationList } from './queue/conversation-list.tsx';
import { QueuePanel } from './queue/queue-panel.tsx';
import { SearchBox } from './queue/search-box.tsx';
import { sessionQueries } from './session/queries.ts';

/** The list and, beside it, what is chosen from it; one of the two on a narrow screen. */
export function Workspace() {
  const { tab, conversationId } = useParams({ strict: false });
  const address = useSearch({ strict: false });
  const { search = '', queue } = address;
  const session = useQuery(sessionQueries.current()).data;
  const navigate = useNavigate();
  const keys = useKeysOf('show-keys');
  const setAddress = (change: object) =>
    navigate({ to: '.', search: (previous) => ({ ...previous, ...change }), replace: true });
  const shown = tab ?? queue;
  const title = shown === undefined ? 'Conversations' : 'Replies';

  useEffect(() => {
    if (conversationId === undefined) document.title = `${title} · Countersign`;
  }, [title, conversationId]);

  return (
    <main className="flex h-full">
      <section
        aria-label={title}
        className={`${conversationId === undefined ? '' : 'max-wide:hidden'} flex w-full shrink-0 flex-col border-line bg-sunken wide:w-[332px] wide:border-r full:w-[348px]`}
      >
        <div className="flex items-center justify-between px-4 pt-4 pb-1.5">
          <h1 className="text-[16px] font-semibold tracking-[-0.015em]">{title}</h1>
          <button
            type="button"
            aria-label="All keys"
            title={hintOf('All keys', keys)}
            aria-haspopup="dialog"
            className="hidden size-6 items-center justify-center rounded-md border border-line bg-surface text-[12px] text-third transition-colors duration-150 hover:text-ink wide:inline-flex"
            onClick={() => commandOffers.find('show-keys')?.run()}
          >
            ?
          </button>
        </div>
        {shown === undefined ? (
          <>
            <div className="mx-4 mt-2 mb-2 flex">
              <SearchBox
                label="Search conversations"
                value={search}
                onSearch={(value) => setAddress({ search: value || undefined })}
              />
            </div>
            <div className="min-h-0 flex-1">
              <ConversationList search={search} selectedId={conversationId} />
            </div>
          </>
        ) : session ? (
          <QueuePanel
            tab={shown}
            address={address}
            organizationId={session.organization.organization_id}
            decides={session.person.role !== 'rep'}
            selectedId={conversationId}
            onAddress={setAddress}
          />
        ) : null}
      </section>
      <div
        className={`${conversationId === undefined ? 'max-wide:hidden' : ''} h-full min-w-0 flex-1 bg-surface`}
      >
        <Outlet />
      </div>
    </main>
  );
}
