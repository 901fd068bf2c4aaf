import type { ReactNode } from 'react';
import { Logo } from '../ui/logo.tsx';

/** The frame of the pages before the desk. */
export function FrontPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className="flex min-h-full items-center justify-center p-4 wide:p-8">
      <div className="w-full max-w-[400px]">
        <p className="mb-5 flex items-center gap-2.5 text-[15px] font-semibold">
          <Logo />
          Countersign
        </p>
        <div className="rounded-[14px] border border-line bg-surface p-6 shadow-float wide:p-7">
          <h1 className="text-[19px] font-semibold tracking-[-0.02em]">{title}</h1>
          <p className="mt-1 mb-5 text-second">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  );
}
