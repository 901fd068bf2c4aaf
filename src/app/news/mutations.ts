import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readNews } from '#contract/desk/news.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export function useReadNews() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: number) => request(readNews, { body: { up_to: upTo } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryRoots.news }),
  });
}
