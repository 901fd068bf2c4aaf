import { MousePointerClick } from 'lucide-react';
import { EmptyState } from './ui/empty-state.tsx';

export function NothingSelected() {
  return (
    <div className="flex h-full items-center justify-center">
      <EmptyState icon={MousePointerClick} title="Nothing open">
        Choose a conversation from the list to read it and work on its reply.
      </EmptyState>
    </div>
  );
}
