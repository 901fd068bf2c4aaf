import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ConversationRow } from '#contract/desk/queue.ts';
import { allCommands } from './lib/commands/all-commands.ts';
import { keysFrom } from './lib/commands/keys-of.ts';
import { useLetterKeys } from './lib/commands/letter-keys.ts';
import { commandOffers } from './lib/commands/offers.ts';
import { detailOf } from './lib/http.ts';
import { paths } from './paths.ts';
import { queueQueries } from './queue/queries.ts';
import { type Choice, CommandPalette } from './ui/command-palette.tsx';

/** Milliseconds without typing after which conversations are searched. */
const pause = 200;
const most = 8;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function commandsNow(letters: boolean): Choice[] {
  return allCommands.flatMap(({ id, name, group, keys }) => {
    const offer = id === 'palette' ? undefined : commandOffers.find(id);
    const said = group === 'Go to' ? `Go to ${name}` : name;
    const choice = { id, name: said, keys: keysFrom(keys, letters)?.label };
    return offer === undefined ? [] : [{ ...choice, run: offer.run }];
  });
}

const nameOf = (row: ConversationRow) =>
  row.contact_name || row.contact_email || row.contact_phone_number || 'Unknown contact';

interface Props {
  /** Tells that typing arrives here now, and is told what was typed before. */
  onReady: () => string;
  /** Closes it, and then does what was chosen. */
  onDone: (run?: () => void) => void;
}

/** What can be done here, and every conversation. */
export function DeskPalette({ onReady, onDone }: Props) {
  const navigate = useNavigate();
  const letters = useLetterKeys();
  const [typed, setTyped] = useState('');
  const ready = useRef(false);
  const [commands] = useState(() => commandsNow(letters));
  const search = useSettled(typed.trim());
  const asked = search !== '' && search === typed.trim();
  const source = useInfiniteQuery({ ...queueQueries.conversations(search), enabled: search !== '' });
  const conversations = asked && !source.isPlaceholderData ? (source.data?.pages[0]?.data ?? []) : [];
  const searching = typed.trim() !== '' && !source.error && (!asked || source.isFetching);
  return (
    <CommandPalette
      search={typed}
      onSearch={setTyped}
      onFocus={() => {
        if (!ready.current) setTyped(onReady());
        ready.current = true;
      }}
      onChoose={({ run }) => onDone(run)}
      onClose={() => onDone()}
      note={source.error && asked ? detailOf(source.error) : searching ? 'Searching conversations…' : ''}
      groups={[
        { heading: 'Commands', choices: commands },
        {
          heading: 'Desk',
          choices: [
            {
              id: 'conversations',
              name: 'All conversations',
              run: () => navigate({ to: paths.conversations }),
            },
            { id: 'activity', name: 'Activity', run: () => navigate({ to: paths.activity }) },
            { id: 'signatures', name: 'Signatures', run: () => navigate({ to: paths.signatures }) },
            {
              id: 'policy',
              name: 'Policy: approval and checks',
              run: () => navigate({ to: paths.policy }),
            },
            { id: 'keyboard', name: 'Keyboard settings', run: () => navigate({ to: paths.keyboard }) },
          ],
        },
        {
          heading: 'Conversations',
          found: true,
          choices: conversations.slice(0, most).map((row) => ({
            id: row.conversation_id,
            name: nameOf(row),
            about: row.subject ?? '',
            run: () => navigate({ to: paths.conversation, params: { conversationId: row.conversation_id } }),
          })),
        },
      ]}
    />
  );
}
