import { type ImportReport, importReport } from '#contract/desk/import.ts';
import { type ImportProgress, type MailFile, readMail } from './import-mail.ts';

/** Bytes of mail in one request; a larger message goes alone. */
const largestBatch = 32 * 1024 * 1024;
const mostParts = 500;

/**
 * Imports by way of the running desk, in requests of bounded size.
 * @throws when the desk refuses a request; what it answered to the ones before is stored.
 */
export async function sendToDesk(
  desk: { url: string; token: string; organizationId?: string | undefined },
  files: Iterable<MailFile> | AsyncIterable<MailFile>,
  onProgress: (done: ImportProgress) => void,
): Promise<ImportReport> {
  const total: ImportReport = { imported: 0, skipped: 0, conversations: [], failed: [] };
  const conversations = new Set<string>();
  let batch: { name: string; source: Uint8Array }[] = [];
  let size = 0;

  const progress = (file: string) =>
    onProgress({ file, imported: total.imported, skipped: total.skipped, failed: total.failed.length });
  const flush = async () => {
    const last = batch.at(-1);
    if (!last) return;
    const report = await post(desk, batch);
    batch = [];
    size = 0;
    total.imported += report.imported;
    total.skipped += report.skipped;
    total.failed.push(...report.failed);
    for (const id of report.conversations) conversations.add(id);
    progress(last.name);
  };

  for await (const file of files) {
    for await (const entry of readMail(file)) {
      if ('reason' in entry) {
        total.failed.push({ file: entry.name, reason: entry.reason });
        progress(entry.name);
        continue;
      }
      if (size + entry.source.byteLength > largestBatch || batch.length >= mostParts) await flush();
      batch.push(entry);
      size += entry.source.byteLength;
    }
  }
  await flush();
  return { ...total, conversations: [...conversations] };
}

async function post(
  desk: { url: string; token: string; organizationId?: string | undefined },
  batch: { name: string; source: Uint8Array }[],
): Promise<ImportReport> {
  const form = new FormData();
  for (const { name, source } of batch) form.append('file', new Blob([new Uint8Array(source)]), name);
  const url = new URL(`${desk.url}/api/desk/import`);
  if (desk.organizationId) url.searchParams.set('organization_id', desk.organizationId);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}` },
    body: form,
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return importReport.parse(body);
  const detail =
    typeof body === 'object' && body !== null && 'detail' in body ? `: ${String(body.detail)}` : '';
  throw new Error(`The desk on ${desk.url} answered ${answer.status}${detail}`);
}
