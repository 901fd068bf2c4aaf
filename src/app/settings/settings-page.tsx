import { Link } from '@tanstack/react-router';
import { Keyboard, type LucideIcon, Signature, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { paths } from '../paths.ts';

const sections: {
  to: (typeof paths)['signatures' | 'policy' | 'keyboard'];
  label: string;
  icon: LucideIcon;
}[] = [
  { to: paths.signatures, label: 'Signatures', icon: Signature },
  { to: paths.policy, label: 'Approval and checks', icon: SlidersHorizontal },
  { to: paths.keyboard, label: 'Keyboard', icon: Keyboard },
];

interface Props {
  title: string;
  intro: string;
  children: ReactNode;
}

/** One page of the settings, beside the way to the others. */
export function SettingsPage({ title, intro, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone not all of them fit.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, []);
  return (
    <div className="flex h-full scroll-pb-24 flex-col overflow-y-auto bg-sunken wide:flex-row">
      <nav
        ref={nav}
        aria-label="Settings"
        className="flex shrink-0 [scrollbar-width:none] gap-1 overflow-x-auto border-line bg-sunken px-2 py-1 max-wide:border-b wide:sticky wide:top-0 wide:h-full wide:w-[200px] wide:flex-col wide:border-r wide:px-2.5 wide:py-7"
      >
        {sections.map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true }}
            className="inline-flex h-11 shrink-0 items-center gap-2 rounded-[10px] border border-transparent px-2.5 text-[13px] font-medium text-second max-[380px]:flex-auto max-[380px]:flex-col max-[380px]:justify-center max-[380px]:gap-0 max-[380px]:px-1.5 max-[380px]:text-[11.5px] max-[380px]:leading-4 transition-colors duration-150 hover:text-ink aria-[current]:border-line aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-float wide:h-[34px]"
          >
            <Icon aria-hidden className="size-4" strokeWidth={1.75} />
            {label}
          </Link>
        ))}
      </nav>
      <main className="min-w-0 shrink-0 wide:flex-1">
        <div className="mx-auto flex max-w-[1080px] flex-col gap-6 px-4 py-6 wide:px-8 wide:py-8">
          <div>
            <h1 className="text-[19px] font-semibold tracking-[-0.02em]">{title}</h1>
            <p className="mt-1 text-second">{intro}</p>
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
