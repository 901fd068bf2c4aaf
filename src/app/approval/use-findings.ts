import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import { type GradedFinding, gradeFindings } from '#mail/checks/grade-findings.ts';
import { runChecks } from '#mail/checks/run-checks.ts';
import { domainsOf } from '#mail/domains-of.ts';
import { usePainted } from '../lib/use-painted.ts';
import { approvalQueries } from './queries.ts';

/** What the checks look at. */
export interface CheckedContent {
  bodyHtml: string;
  cc: readonly string[];
  bcc: readonly string[];
}

/** Milliseconds without a change, after which what is written is looked at again. */
const pause = 350;

/**
 * What the checks find in a reply as it stands; while somebody writes, looked at again when they pause.
 * @param version another one is another content; `read` is asked for it then.
 * @returns undefined until what they need to know is there.
 */
export function useFindings(
  conversation: DeskConversation | undefined,
  version: string,
  writing: boolean,
  read: () => CheckedContent | null,
): GradedFinding[] | undefined {
  const id = conversation?.conversation_id ?? '';
  const [settled, setSettled] = useState(() => ({ version, content: read() }));
  const stale = version !== settled.version;
  if (stale && !writing) setSettled({ version, content: read() });
  useEffect(() => {
    if (!stale) return;
    const timer = setTimeout(() => setSettled({ version, content: read() }), pause);
    return () => clearTimeout(timer);
  });
  const { content } = settled;
  const enabled = usePainted() && conversation !== undefined;
  const context = useQuery({ ...approvalQueries.checkContext(id), enabled }).data;
  const domains = useMemo(
    () =>
      domainsOf([...(content?.cc ?? []), ...(content?.bcc ?? [])])
        .sort()
        .join(','),
    [content],
  );
  const others = useQuery({ ...approvalQueries.customerDomains(id, domains), enabled: domains !== '' });
  const known = domains === '' || others.data !== undefined || others.isError;

  return useMemo(() => {
    if (!conversation || !context || !known) return undefined;
    if (content === null) return [];
    const findings = runChecks({
      ...content,
      modality: conversation.reply_modality,
      contact: conversation.contact,
      participants: context.participants,
      ownDomains: context.own_domains,
      otherCustomerDomains: others.data?.data ?? [],
      attachments: 0,
    });
    return gradeFindings(findings, context.levels);
  }, [conversation, context, known, content, others.data]);
}
