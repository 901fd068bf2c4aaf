import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createQueryClient } from './lib/query-client.ts';
import { sessionEnd } from './lib/session-end.ts';
import { createDeskRouter } from './router.tsx';
import './styles.css';

/** zod compiles its checks with `Function` where it may; the page's content security policy forbids that. */
z.config({ jitless: true });

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  sessionEnd.note();
  router.navigate({ to: '/sign-in', search: { from: href } });
});
const router = createDeskRouter(queryClient);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
