import './lib/default-policy.ts';
import './lib/without-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { forgetWhatWasRead } from './lib/offline/read-kept.ts';
import { createQueryClient } from './lib/query-client.ts';
import { sessionEnd } from './lib/session-end.ts';
import { createDeskRouter } from './router.tsx';
import './styles.css';

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in' || sessionEnd.isLeaving) return;
  sessionEnd.note();
  void forgetWhatWasRead();
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
