import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import { signaturesQuery } from '../lib/signatures-query.ts';

/** What can be put under a reply: the writer's own first. None while they are not known. */
export function useSignatures() {
  const { data } = useQuery(signaturesQuery());
  return useMemo(
    () =>
      [
        { name: 'My signature', html: data?.personal?.html },
        { name: 'Organisation signature', html: data?.organization?.html },
      ].flatMap(({ name, html }) =>
        html === undefined ? [] : [{ name, html: mailSanitiser.sanitise(html).html }],
      ),
    [data],
  );
}
